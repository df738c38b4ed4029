package dev.caravan.web;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.DeadLettersTable.Filter;
import dev.caravan.delivery.DeadLettersTable.Place;
import dev.caravan.message.Form;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Word;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How dead letters are asked for, in a query and in a body alike. */
final class LetterFilter {
  /** What narrows a selection; of these one is needed where many are changed at once. */
  private static final List<String> NAMES =
      List.of(
          "agent_id",
          "recipient_id",
          "platform",
          "connection",
          "correlation_id",
          "status",
          "reason",
          "label",
          "from",
          "to");

  private LetterFilter() {}

  /** Where dead letters stand. */
  private enum Ended implements Word {
    DEAD,
    FAILED,
    UNKNOWN
  }

  static Filter read(Agents agents, Request request, Form form) {
    return new Filter(
        MessagingSteps.who(agents, request, form),
        form.has("status")
            ? Status.valueOf(form.word("status", Ended.class, Ended.DEAD).name())
            : null,
        form.has("reason") ? form.word("reason", Reason.class, Reason.SERVER_ERROR) : null,
        MessagingSteps.label(form),
        form.instant("from"),
        form.instant("to"));
  }

  /** As {@link #read}, where everything is not to be meant by saying nothing. */
  static Filter needed(Agents agents, Request request, Form form) {
    Filter filter = read(agents, request, form);
    if (NAMES.stream().noneMatch(form::has)) {
      needed(form, NAMES);
    }
    return filter;
  }

  /** Notes that nothing was said of which ones are meant. */
  static void needed(Form form, List<String> names) {
    form.fault(
        "",
        "filter_needed",
        "Say which ones are meant: write at least one of %s.".formatted(String.join(", ", names)));
  }

  /** The cursor behind the last one of a page: microseconds, as PostgreSQL has them, and its id. */
  static String cursor(StoredMessage last) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, last.progress().updatedAt())
        + "."
        + last.message().id();
  }

  static @Nullable Place place(Form query) {
    String text = query.text("cursor", 64);
    if (text == null) {
      return null;
    }
    int dot = text.indexOf('.');
    try {
      return new Place(
          Instant.EPOCH.plus(
              Long.parseLong(text.substring(0, Math.max(dot, 0))), ChronoUnit.MICROS),
          UUID.fromString(text.substring(dot + 1)));
    } catch (IllegalArgumentException e) {
      query.fault(
          "cursor",
          "not_a_cursor",
          "'cursor' is '" + text + "'; write the 'next' of the page before.");
      return null;
    }
  }
}
