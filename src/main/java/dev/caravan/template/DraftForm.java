package dev.caravan.template;

import dev.caravan.message.Form;
import dev.caravan.message.Format;
import dev.caravan.message.Wording;
import dev.caravan.store.Json;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a caller writes in place of a content: a template, and what it is to be filled with.
 */
public final class DraftForm {
  /** As long as the path of a template may be. */
  public static final int LONGEST_NAME = 128;

  /** More than a template may be, so that a template's own fault tells how long it is. */
  public static final int LONGEST_TEMPLATE = 100_000;

  private static final int VARIABLES_BYTES = 64 * 1024;

  /** Deeper than anybody writes by hand. */
  private static final int DEEPEST = 8;

  private static final List<String> BESIDE = List.of("template_variables", "timezone");

  private DraftForm() {}

  /**
   * The draft; null where the caller writes no template. Its faults are the form's.
   *
   * @param instead the field in whose place a template stands, as {@code content}
   */
  public static Wording.@Nullable Draft read(Form form, String instead) {
    String template = form.text("template", LONGEST_TEMPLATE);
    String name = form.text("template_name", LONGEST_NAME);
    if (!form.has("template") && !form.has("template_name")) {
      for (String beside : BESIDE) {
        if (form.has(beside)) {
          form.fault(
              beside,
              "contradiction",
              "'%s' belongs to a template; write 'template' or 'template_name' too, or leave it out."
                  .formatted(beside));
        }
      }
      return null;
    }
    if (form.has("template") && form.has("template_name")) {
      form.fault(
          "template_name",
          "contradiction",
          "'template' and 'template_name' exclude each other; leave one of them out.");
    }
    if (form.has(instead)) {
      form.fault(
          instead,
          "contradiction",
          "'%s' and a template exclude each other; leave one of them out.".formatted(instead));
    }
    ZoneId zone = form.zone("timezone");
    return new Wording.Draft(
        name,
        name == null ? template : null,
        variables(form, "template_variables"),
        form.has("format") ? form.word("format", Format.class, Format.PLAIN) : null,
        new Wording.Occasion(zone == null ? ZoneOffset.UTC : zone, null, 1));
  }

  /** Variables by name; empty where there are none. Their faults are the form's. */
  public static Map<String, Object> variables(Form form, String field) {
    Map<String, Object> variables = form.map(field);
    int bytes = Json.bytes(variables).length;
    if (bytes > VARIABLES_BYTES) {
      form.fault(
          field,
          "too_long",
          "'%s' has %d bytes as JSON; at most %d are taken."
              .formatted(field, bytes, VARIABLES_BYTES));
    }
    if (depth(variables) > DEEPEST + 1) {
      form.fault(
          field,
          "too_deep",
          "'%s' nests lists and objects more than %d deep; write them flatter."
              .formatted(field, DEEPEST));
    }
    return variables;
  }

  private static int depth(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return 1 + map.values().stream().mapToInt(DraftForm::depth).max().orElse(0);
    }
    if (value instanceof List<?> list) {
      return 1 + list.stream().mapToInt(DraftForm::depth).max().orElse(0);
    }
    return 0;
  }
}
