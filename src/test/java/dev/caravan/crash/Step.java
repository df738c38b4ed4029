package dev.caravan.crash;

import dev.caravan.crash.agent.Spot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a message's life at which hubs are killed, in their order; a row is a step and the
 * method at whose begin ({@code entered}) or return ({@code left}) the process dies.
 */
enum Step {
  /** The accepting statement is with PostgreSQL; whether it is committed the hub never hears. */
  DURING_INTAKE(left(Method.FLUSH, Method.INTAKE)),
  /** It is stored; nobody was answered, and no pump knows. */
  AFTER_INTAKE(left(Method.INTAKE)),
  /** It was judged and has taken its tokens. */
  BEFORE_SENDING(entered(Method.MARK)),
  /** The mark is with PostgreSQL. */
  DURING_SENDING(left(Method.FLUSH, Method.MARK)),
  /** It is marked as being sent; the pump has not heard so. */
  AFTER_SENDING(left(Method.MARK)),
  /** Nothing of the request was written. */
  BEFORE_IO(entered(Method.CARRY)),
  /** The far side has the message and has not answered; it, and no method, says when. */
  FAR_SIDE_HOLDS(null),
  /** The far side's answer is read; the settler has not heard of it. */
  AFTER_ANSWER(left(Method.CARRY)),
  /** A batch of outcomes is about to be written. */
  BEFORE_SETTLE(entered(Method.SETTLE)),
  /** The settling statement is with PostgreSQL. */
  DURING_SETTLE(left(Method.FLUSH, Method.SETTLE)),
  /** Outcomes are written, among them first parts; their second ones are not begun. */
  BETWEEN_PARTS(left(Method.SETTLE)),
  /** The approving transaction is open, and all of it is written. */
  DURING_APPROVAL(left("dev.caravan.governance.ApprovalsTable$Locked#approve")),
  /** It is committed; the human was not answered. */
  AFTER_APPROVAL(left("dev.caravan.governance.Approvals#approve")),
  /** The firings of schedules are with PostgreSQL; their transaction is open. */
  DURING_FIRING(left(Method.FLUSH, "dev.caravan.schedule.RunsTable#insert")),
  /** They are committed, and nothing of them is said. */
  AFTER_FIRING(entered("dev.caravan.schedule.Saying#say"));

  /** What is met more than once above. */
  private static final class Method {
    static final String INTAKE = "dev.caravan.delivery.IntakeTable#insert";
    static final String MARK = "dev.caravan.delivery.OutboxTable#mark";
    static final String CARRY = "dev.caravan.delivery.Carriage#carry";
    static final String SETTLE = "dev.caravan.delivery.OutboxTable#settle";

    /** Of the JDBC driver: what was said is with PostgreSQL. */
    static final String FLUSH = "org.postgresql.core.PGStream#flush";
  }

  private final @Nullable String method;
  private final boolean left;
  private final @Nullable String within;

  Step(@Nullable Spot spot) {
    method = spot == null ? null : spot.method();
    left = spot != null && spot.left();
    within = spot == null ? null : spot.within();
  }

  /** Whether it is met once a second and no oftener. */
  boolean seldom() {
    return this == DURING_FIRING || this == AFTER_FIRING;
  }

  /** Where in the hub's own process; empty where the far side says when. */
  Optional<Spot> spot() {
    return Optional.ofNullable(method).map(named -> new Spot(named, left, within));
  }

  private static Spot entered(String method) {
    return new Spot(method, false, null);
  }

  private static Spot left(String method) {
    return new Spot(method, true, null);
  }

  private static Spot left(String method, String within) {
    return new Spot(method, true, within);
  }
}
