package dev.caravan.web;

import dev.caravan.contact.FrequencyCap;
import dev.caravan.contact.PolicyJson;
import dev.caravan.contact.QuietHours;
import dev.caravan.contact.RecipientPolicy;
import dev.caravan.contact.Weekday;
import dev.caravan.message.Fault;
import dev.caravan.message.Form;
import dev.caravan.message.Texts;
import dev.caravan.message.Word;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a recipient asks of whoever writes to them; what the body does not name stays. */
final class PolicyForm {
  /** The fields of a policy. */
  static final List<String> FIELDS = List.of("timezone", "quiet_hours", "frequency", "opted_out");

  private static final int MOST_CAPS = 5;
  private static final int MOST_MESSAGES = 10_000;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

  private final Map<?, ?> body;
  private final RecipientPolicy said;

  private PolicyForm(Map<?, ?> body, RecipientPolicy said) {
    this.body = body;
    this.said = said;
  }

  /** The fields of {@code body}, read by its form; null there takes away what was said before. */
  static PolicyForm read(Form form, Map<?, ?> body) {
    return new PolicyForm(
        body,
        new RecipientPolicy(
            form.zone("timezone"),
            quietHours(form),
            frequency(form),
            form.flag("opted_out", false)));
  }

  /** Whether the body says anything of a policy. */
  boolean says() {
    return FIELDS.stream().anyMatch(body::containsKey);
  }

  /** The policy that it makes of another. */
  RecipientPolicy over(RecipientPolicy old) {
    return new RecipientPolicy(
        body.containsKey("timezone") ? said.zone() : old.zone(),
        body.containsKey("quiet_hours") ? said.quietHours() : old.quietHours(),
        body.containsKey("frequency") ? said.frequency() : old.frequency(),
        body.containsKey("opted_out") ? said.optedOut() : old.optedOut());
  }

  /** What the whole policy lacks. */
  static Optional<Fault> lacking(RecipientPolicy policy) {
    return policy.quietHours() != null && policy.zone() == null
        ? Optional.of(
            new Fault(
                "timezone",
                "required",
                "'timezone' is required where there are quiet hours, for example \"Europe/Berlin\"."))
        : Optional.empty();
  }

  private static @Nullable QuietHours quietHours(Form form) {
    Form hours = form.form("quiet_hours");
    if (hours == null) {
      return null;
    }
    LocalTime from = clock(hours, "from", "22:00");
    LocalTime to = clock(hours, "to", "07:00");
    List<Weekday> days = new ArrayList<>();
    for (String day : hours.texts("days", 7, 3)) {
      Word.find(Weekday.class, day)
          .ifPresentOrElse(
              days::add,
              () ->
                  hours.fault(
                      "days",
                      "unknown_value",
                      "'quiet_hours.days' has '%s'; write some of %s."
                          .formatted(day, String.join(", ", Word.words(Weekday.class)))));
    }
    QuietHours read =
        new QuietHours(
            from,
            to,
            QuietHours.days(days),
            hours.word("action", QuietHours.Action.class, QuietHours.Action.HOLD));
    if (hours.has("from") && hours.has("to") && read.endless()) {
      hours.fault(
          "to",
          "contradiction",
          "'quiet_hours' from %s to %s on every day never end; name some 'days', or say 'opted_out'."
              .formatted(from, to));
    }
    hours.refuseUnknown();
    return read;
  }

  private static LocalTime clock(Form hours, String field, String example) {
    String text = hours.need(field, 16, example);
    try {
      return LocalTime.parse(text, CLOCK);
    } catch (DateTimeParseException e) {
      if (!text.isEmpty()) {
        hours.fault(
            field,
            "not_a_time",
            "'quiet_hours.%s' is '%s'; write hours and minutes, for example %s."
                .formatted(field, Texts.shown(text), example));
      }
      return LocalTime.parse(example);
    }
  }

  private static List<FrequencyCap> frequency(Form form) {
    List<FrequencyCap> caps = new ArrayList<>();
    for (Form one : form.forms("frequency", MOST_CAPS)) {
      if (!one.has("count")) {
        one.fault("count", "required", "'count' is required in a cap, for example 3.");
      }
      int count = (int) one.number("count", 1, MOST_MESSAGES, 1);
      if (!one.has("per")) {
        one.fault("per", "required", "'per' is required in a cap, for example \"1d\".");
      }
      Duration per = one.duration("per");
      if (per != null
          && (per.compareTo(FrequencyCap.LONGEST) > 0
              || per.compareTo(Duration.ofSeconds(1)) < 0)) {
        one.fault(
            "per",
            "out_of_range",
            "'per' is %s; write 1s to %s."
                .formatted(PolicyJson.shown(per), PolicyJson.shown(FrequencyCap.LONGEST)));
      }
      caps.add(
          new FrequencyCap(
              count,
              per == null ? FrequencyCap.LONGEST : per,
              one.word("action", FrequencyCap.Beyond.class, FrequencyCap.Beyond.HOLD)));
      one.refuseUnknown();
    }
    return caps;
  }
}
