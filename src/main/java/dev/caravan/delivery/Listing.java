package dev.caravan.delivery;

import dev.caravan.delivery.MessagesTable.Filter;
import dev.caravan.message.Status;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a page of messages is looked for. Where an index leads to what matches, by it. Where none
 * does, what matches may be anywhere: the page then looks at so many messages in their order and no
 * further, and the next one goes on behind them.
 */
final class Listing {
  /** Where most messages stand: a status that narrows nothing down. */
  private static final Set<Status> MANY =
      EnumSet.of(Status.APPROVED, Status.SENT, Status.DELIVERED, Status.READ);

  private final Where walked = new Where();
  private final Where matching = new Where();
  private final String order;
  private final int limit;
  private final int farthest;
  private final boolean wide;

  /** {@code farthest} is how many messages a page looks at where no index leads to them. */
  Listing(Filter filter, boolean newestFirst, int farthest) {
    Filter.Span span = filter.span();
    boolean bounded = span.from() != null || span.to() != null;
    String beyond = newestFirst ? "<" : ">";
    // Ids are made in the order of time, so that they are the pages' keys too.
    this.order =
        (bounded ? "p.created_at %1$s, p.id %1$s" : "p.id %1$s")
            .formatted(newestFirst ? "desc" : "asc");
    this.limit = span.limit();
    this.farthest = farthest;
    this.wide = wide(filter);
    walked
        .and("p.created_at >= :from", "from", span.from())
        .and("p.created_at < :to", "to", span.to())
        .and(
            bounded
                ? "p.created_at "
                    + beyond
                    + "= "
                    + CREATED
                    + " and (p.created_at, p.id) "
                    + beyond
                    + " ("
                    + CREATED
                    + ", :beyond)"
                : "p.id " + beyond + " :beyond",
            "beyond",
            span.beyond());
    matching
        .who(filter.who())
        .and("p.status = :status", "status", word(filter.status()))
        .and("p.monitored = :monitored", "monitored", filter.monitored())
        .label(filter.label())
        .addressed(filter.addressed());
  }

  private static final String CREATED =
      "(select b.created_at from proactive_messages b where b.id = :beyond)";

  private static boolean wide(Filter filter) {
    Filter.Who who = filter.who();
    Filter.Addressed addressed = filter.addressed();
    boolean unmonitored = filter.monitored() != null && !filter.monitored();
    boolean led =
        (who != null && (who.recipientId() != null || who.correlationId() != null))
            || filter.label() != null
            || (addressed != null && (addressed.contact() != null || addressed.batchId() != null))
            || (filter.status() != null && !MANY.contains(filter.status()));
    return !led && (unmonitored || (who != null && who.connection() != null));
  }

  private static @Nullable String word(@Nullable Status status) {
    return status == null ? null : status.word();
  }

  /** A query, and what its names stand for. */
  record Asked(String sql, Map<String, Object> binds) {}

  /** The query for the messages of the page. */
  Asked page() {
    Map<String, Object> binds = new HashMap<>(walked.binds());
    binds.putAll(matching.binds());
    return new Asked(
        "select p.*, o.not_before as next_attempt_at from "
            + (wide
                ? "(select p.* " + walk() + " limit " + farthest + ") p"
                : "proactive_messages p")
            + " left join outbox o on o.id = p.id where "
            + matching.sql()
            + (wide ? "" : " and " + walked.sql())
            + " order by "
            + order
            + " limit "
            + limit,
        binds);
  }

  /** The query for the message at which the page stops looking; empty where it never does. */
  Optional<Asked> end() {
    return wide
        ? Optional.of(
            new Asked(
                "select p.id " + walk() + " offset " + (farthest - 1) + " limit 1", walked.binds()))
        : Optional.empty();
  }

  private String walk() {
    return "from proactive_messages p where " + walked.sql() + " order by " + order;
  }
}
