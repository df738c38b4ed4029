package dev.caravan.web;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.caravan.message.Form;
import dev.caravan.store.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How lists are asked for: {@code limit}, from 1 to 500, and the {@code cursor} of the last page.
 */
final class Pages {
  private static final int USUAL = 100;
  private static final int MOST = 500;

  private Pages() {}

  static int limit(Form query) {
    String text = query.text("limit", 10);
    if (text == null) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    query.fault(
        "limit", "out_of_range", "'limit' is '" + text + "'; write a whole number from 1 to 500.");
    return USUAL;
  }

  static @Nullable UUID cursor(Form query) {
    String text = query.text("cursor", 36);
    if (text == null) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      query.fault(
          "cursor",
          "not_a_cursor",
          "'cursor' is '" + text + "'; write the 'next' of the page before.");
      return null;
    }
  }

  /** An id in the query; null where absent. */
  static @Nullable UUID id(Form query, String name) {
    String text = query.text(name, 36);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      query.fault(
          name,
          "not_an_id",
          "'%s' is '%s', which is no id; ids look like 01890a5d-ac96-774b-bcce-b302099a8057."
              .formatted(name, text));
      return null;
    }
  }

  /** What has a name, in the order of names. */
  record Named<T>(int longest, BiFunction<@Nullable String, Integer, List<T>> page) {

    /** The page that is asked for; the cursor is the last name of the one before. */
    AnswerSteps.Answer answer(Form query, Function<T, String> name, Function<T, ?> shown) {
      int limit = limit(query);
      String after = query.text("cursor", longest);
      query.done();
      List<T> page = page().apply(after, limit);
      Object next = page.size() < limit ? null : name.apply(page.get(page.size() - 1));
      return AnswerSteps.Answer.ok(AnswerSteps.page(page.stream().map(shown).toList(), next));
    }
  }

  /** A record as an object that more can be added to. */
  static Map<String, Object> object(Object value) {
    return Json.mapper().convertValue(value, new TypeReference<Map<String, Object>>() {});
  }
}
