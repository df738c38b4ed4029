package dev.caravan.governance;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Form;
import dev.caravan.message.Format;
import dev.caravan.message.Wording;
import dev.caravan.template.DraftForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be said: a text or the template that it is to be made of, what its reader can
 * press, and what goes with it.
 */
public final class ContentForm {
  /** Longer texts are refused; up to here they are split as their platform needs. */
  private static final int LONGEST_CONTENT = 100_000;

  private static final int MOST_ACTIONS = 100;

  private ContentForm() {}

  /** The content; its faults are the form's. */
  public static Content read(Form form) {
    Wording.Draft draft = DraftForm.read(form, "content");
    return new Content(
        draft == null ? form.need("content", LONGEST_CONTENT, "Hello") : "",
        // A template's own format is known once it is looked for.
        draft == null ? form.word("format", Format.class, Format.PLAIN) : Format.PLAIN,
        actions(form),
        ExtrasForm.read(form).worded(draft));
  }

  /** What its reader can press; its faults are the form's. */
  public static List<Action> actions(Form form) {
    List<Action> actions = new ArrayList<>();
    for (Form one : form.forms("actions", MOST_ACTIONS)) {
      String id = one.need("id", 64, "approve");
      String label = one.need("label", 200, "Approve");
      if (actions.stream().anyMatch(a -> a.id().equals(id))) {
        one.fault("id", "duplicate", "Two actions have the id '" + id + "'; each needs its own.");
      }
      String type = one.text("type", 16);
      if (type != null && type.equals("select")) {
        actions.add(new Action.Select(id, label, options(one)));
      } else {
        if (type != null && !type.equals("button")) {
          one.fault(
              "type", "unknown_value", "'type' is '" + type + "'; write one of button, select.");
        }
        actions.add(
            new Action.Button(
                id, label, one.word("style", Action.Style.class, Action.Style.DEFAULT), url(one)));
      }
      one.refuseUnknown();
    }
    return actions;
  }

  private static List<Action.Option> options(Form select) {
    List<Action.Option> options = new ArrayList<>();
    for (Form one : select.forms("options", MOST_ACTIONS)) {
      options.add(new Action.Option(one.need("id", 64, "a"), one.need("label", 200, "A")));
      one.refuseUnknown();
    }
    if (options.isEmpty()) {
      select.fault(
          "options",
          "required",
          "A select needs at least one option, for example [{\"id\": \"a\", \"label\": \"A\"}].");
    }
    return options;
  }

  private static @Nullable String url(Form button) {
    String url = button.text("url", 2_000);
    if (url != null && !url.startsWith("https://") && !url.startsWith("http://")) {
      button.fault(
          "url",
          "not_a_url",
          "'url' is '" + url + "'; write an address that begins with https:// or http://.");
    }
    return url;
  }
}
