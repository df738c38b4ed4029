package dev.caravan.delivery;

import dev.caravan.store.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntUnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what was kept long enough, a batch at a time, so that nobody waits for its locks. */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Rows of one statement. */
  private static final int MOST = 500;

  /** Keys are small, and nobody waits for those that are used up. */
  private static final int MOST_KEYS = 10_000;

  /** Batches of one sweep: what is left over waits for the next. */
  private static final int BATCHES = 40;

  private final RetentionTable table;
  private final AuditLog audit;
  private final Periods periods;
  private final InstantSource clock;

  /**
   * How long things are kept.
   *
   * @param messages after their last change, once nobody has anything to do about them
   * @param audit the trail
   */
  public record Periods(Duration messages, Duration audit) {}

  public Retention(Jdbi jdbi, AuditLog audit, Periods periods, InstantSource clock) {
    this.table = new RetentionTable(jdbi);
    this.audit = audit;
    this.periods = periods;
    this.clock = clock;
  }

  /** Looks once. */
  public void sweep() {
    Instant now = clock.instant();
    int messages = forget(most -> table.forgetMessages(now.minus(periods.messages()), most), MOST);
    int keys = forget(most -> table.forgetDedupKeys(now, most), MOST_KEYS);
    forget(most -> table.forgetBatches(now.minus(periods.messages()), most), MOST);
    forget(most -> table.forgetFrequency(now, most), MOST);
    int acts = forget(most -> audit.forget(now.minus(periods.audit()), most), MOST);
    if (messages + keys + acts > 0) {
      LOG.info("Forgot {} messages, {} dedup keys, {} acts of the trail", messages, keys, acts);
    }
  }

  private static int forget(IntUnaryOperator batch, int most) {
    int all = 0;
    for (int i = 0; i < BATCHES; i++) {
      int gone = batch.applyAsInt(most);
      all += gone;
      if (gone < most) {
        return all;
      }
    }
    return all;
  }
}
