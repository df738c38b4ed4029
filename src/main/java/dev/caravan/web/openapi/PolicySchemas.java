package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;

import dev.caravan.contact.FrequencyCap;
import dev.caravan.contact.QuietHours;
import dev.caravan.contact.Weekday;
import dev.caravan.message.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What recipients ask of whoever writes to them. */
final class PolicySchemas {
  private static final String CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

  private PolicySchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("NewQuietHours", quietHours());
    schemas.put("NewFrequencyCap", newCap());
    schemas.put("FrequencyCap", cap());
    return schemas;
  }

  /** The fields of a policy, as callers write them. */
  static List<Field> written() {
    return List.of(
        may(
            "timezone",
            text(64).example("Europe/Berlin").nullable(),
            "Where they live: a name of the IANA database; needed for quiet hours."),
        may(
            "quiet_hours",
            ref("NewQuietHours"),
            "When they want peace; `urgent` and `critical` go through."),
        may(
            "frequency",
            list(ref("NewFrequencyCap")).most(5),
            "How often they want to be written to at most; every cap holds."),
        may("opted_out", flag().usual(false), "Whether they want nothing at all."));
  }

  /** The same as answers have them, of a record with {@code timezone} and the like. */
  static Field[] noted() {
    return new Field[] {
      RecordSchema.note("timezone", "Where they live; null: not known.", "Europe/Berlin"),
      need(
          "quiet_hours",
          // Written out: beside a reference nothing else is looked at, so it could not be null.
          hours().nullable(),
          "When they want peace; null: never."),
      need("frequency", list(ref("FrequencyCap")).example(List.of()), "What they take at most.")
    };
  }

  private static Schema quietHours() {
    return Schema.object(
            need("from", clock("22:00"), "When it begins, by their own clock."),
            need("to", clock("07:00"), "When it ends; of the next day unless that is later."),
            may("days", days(), "The days on which it begins; left out: all."),
            may(
                "action",
                word(QuietHours.Action.class).usual("hold"),
                "What becomes of a message: it waits, is denied, or goes to the contact's next address."))
        .nullable();
  }

  private static Schema hours() {
    return Schema.object(
        need("from", clock("22:00"), "When it begins, by their own clock."),
        need("to", clock("07:00"), "When it ends."),
        need("days", days(), "The days on which it begins."),
        need("action", word(QuietHours.Action.class), "What becomes of a message."));
  }

  private static Schema newCap() {
    return Schema.object(
        need("count", whole().between(1, 10_000).example(3), "At most so many …"),
        need("per", Schema.duration(), "… in any stretch of this length; at most 31d."),
        may(
            "action",
            word(FrequencyCap.Beyond.class).usual("hold"),
            "What becomes of one too many: it waits, or is denied."));
  }

  private static Schema cap() {
    return Schema.object(
        need("count", whole().example(3), "At most so many …"),
        need("per", text().example("1d"), "… in any stretch of this length."),
        need("action", word(FrequencyCap.Beyond.class), "What becomes of one too many."));
  }

  private static Schema clock(String example) {
    return text().with("pattern", CLOCK).example(example);
  }

  private static Schema days() {
    return list(word(Weekday.class)).most(7).example(Word.words(Weekday.class));
  }
}
