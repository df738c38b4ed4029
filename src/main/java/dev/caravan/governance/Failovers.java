package dev.caravan.governance;

import dev.caravan.delivery.FailoversTable;
import dev.caravan.delivery.FailoversTable.Candidate;
import dev.caravan.delivery.Outbox;
import dev.caravan.message.Decision;
import dev.caravan.message.Failover;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.message.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages whose connection is sick to their next target, which governance judges as it would
 * a new message's. What may have arrived never goes elsewhere, nor what was begun.
 */
public final class Failovers {
  /** Looked at in one go, for each connection; the rest follows a second later. */
  private static final int MOST = 200;

  private static final UUID START = new UUID(0, 0);

  private final FailoversTable table;
  private final Governance governance;
  private final Resolver resolver;
  private final Sickness sickness;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Map<String, UUID> seen = new ConcurrentHashMap<>();

  public Failovers(
      FailoversTable table,
      Governance governance,
      Resolver resolver,
      Sickness sickness,
      Outbox outbox,
      InstantSource clock) {
    this.table = table;
    this.governance = governance;
    this.resolver = resolver;
    this.sickness = sickness;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Looks once at what waits on the connections that this node sends for. */
  public void look() {
    outbox.owned().forEach(this::look);
  }

  private void look(String connection) {
    Reason sick = sickness.of(connection);
    if (sick == null && sickness.closed(connection)) {
      // Somebody wants it to stand still; nothing fails there meanwhile.
      return;
    }
    UUID beyond = seen.getOrDefault(connection, START);
    List<Candidate> found = table.waiting(connection, sick != null, clock.instant(), beyond, MOST);
    // What stays where it is must not keep those behind it from being looked at.
    seen.put(connection, found.size() < MOST ? START : found.get(found.size() - 1).message().id());
    found.forEach(candidate -> hop(candidate, sick));
  }

  private void hop(Candidate candidate, @Nullable Reason sick) {
    Message message = candidate.message();
    Failover failover = Objects.requireNonNull(message.failover());
    Reason why = Objects.requireNonNullElse(sick, reason(candidate));
    Instant now = clock.instant();
    Reason denied = null;
    boolean later = false;
    for (Target target : failover.left()) {
      if (target.equals(message.target())) {
        // Quiet hours have led it there already.
        continue;
      }
      if (sickness.of(target.connection()) != null || sickness.closed(target.connection())) {
        later = true;
        continue;
      }
      Message there = message.at(target, failover.hopped(message.target(), target, why, now));
      Decision decision = governance.judge(there, candidate.approval());
      Verdict verdict = decision.verdict();
      if (verdict instanceof Verdict.Defer) {
        later = true;
      } else if (verdict instanceof Verdict.Deny) {
        denied = decision.deciding().reason();
      } else if (!resolver.faults(there).isEmpty()) {
        denied = Reason.WINDOW_CLOSED;
      } else {
        go(message, there, decision, now);
        return;
      }
    }
    if (denied != null && !later) {
      table.exhaust(message, denied, now);
    }
  }

  private void go(Message message, Message there, Decision decision, Instant now) {
    int parts = resolver.parts(there);
    outbox.promoting(
        () -> {
          table.hop(message, there, parts, decision, now);
          return there.target().connection();
        });
  }

  private static Reason reason(Candidate candidate) {
    return Objects.requireNonNullElse(candidate.reason(), Reason.ROUTE_UNAVAILABLE);
  }
}
