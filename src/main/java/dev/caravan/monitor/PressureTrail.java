package dev.caravan.monitor;

import dev.caravan.delivery.Admission;
import dev.caravan.delivery.Pressure;
import dev.caravan.message.Reason;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the trail, and so into the event stream, when a node begins to refuse, and ends. */
public final class PressureTrail implements Admission.Told {
  private static final Logger LOG = LoggerFactory.getLogger(PressureTrail.class);

  private final AuditLog audit;
  private final String node;
  private final InstantSource clock;

  public PressureTrail(AuditLog audit, String node, InstantSource clock) {
    this.audit = audit;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public void changed(Pressure before, Admission.State now) {
    String verb = verb(before, now.pressure());
    if (now.pressure() == Pressure.NONE) {
      LOG.info("Everything is taken again: {} messages are queued", now.queued());
    } else {
      LOG.warn("{}", now.sentence());
    }
    try {
      audit.append(
          clock.instant(),
          new Act(
              "node:" + node,
              verb,
              "hub",
              Reason.BACKPRESSURE.word(),
              null,
              Map.of(
                  "pressure", now.pressure().word(),
                  "queued", now.queued(),
                  "heap_percent", Math.round(now.heap() * 100))));
    } catch (RuntimeException e) {
      // Who is refused is told so whether or not it can be written.
      LOG.warn("{} could not be written: {}", verb, e.getMessage());
    }
  }

  private static String verb(Pressure before, Pressure now) {
    if (before == Pressure.NONE) {
      return "node.backpressure_began";
    }
    return now == Pressure.NONE ? "node.backpressure_ended" : "node.backpressure_changed";
  }
}
