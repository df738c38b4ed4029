package dev.caravan.wiring;

import dev.caravan.agent.Agents;
import dev.caravan.contact.Contacts;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.delivery.Retention;
import dev.caravan.governance.Failovers;
import dev.caravan.governance.PausesTable;
import dev.caravan.governance.Stops;
import dev.caravan.store.Signals;
import dev.caravan.template.TemplateLibrary;
import dev.caravan.web.KeysTable;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ticks of {@code routes/trigger} do; a tick that fails is made up for by the next. */
public final class TickSteps {
  private static final Logger LOG = LoggerFactory.getLogger(TickSteps.class);

  private final Outbox outbox;
  private final Failovers failovers;
  private final Duration approvalTtl;
  private final Snapshots snapshots;
  private final Retention retention;

  /** What every node keeps in memory and refreshes each second. */
  record Snapshots(
      Agents agents,
      Stops stops,
      PausesTable pauses,
      Readers readers,
      TemplateLibrary templates,
      KeysTable keys) {

    /** What is known of those who are written to. */
    record Readers(RecipientsTable recipients, MessagingWindows windows, Contacts contacts) {
      void refresh() {
        recipients.refresh();
        contacts.refresh();
      }
    }

    /** Refreshes all of them; throws where one cannot be. */
    void refresh() {
      each((what, refresh) -> refresh.run());
    }

    /** Each by its name, so that one that fails holds up no other; what stops first. */
    void each(BiConsumer<String, Runnable> one) {
      one.accept("What is stopped", stops::refresh);
      one.accept("What is paused", pauses::refresh);
      one.accept("The agents", agents::refresh);
      one.accept("The recipients", readers.recipients()::refresh);
      one.accept("The contacts", readers.contacts()::refresh);
      one.accept("The templates", templates::refresh);
      one.accept("The keys", keys::refresh);
    }

    /** Refreshes what another node said that it has changed. */
    void changed(String what) {
      switch (what) {
        case Signals.AGENTS -> agents.refresh();
        case Signals.STOPS -> stops.refresh();
        case Signals.PAUSES -> pauses.refresh();
        case Signals.RECIPIENTS -> {
          readers.refresh();
          readers.windows().forget();
        }
        case Signals.CONTACTS -> readers.contacts().refresh();
        case Signals.TEMPLATES -> templates.refresh();
        case Signals.KEYS -> keys.refresh();
        default -> LOG.debug("Nobody follows the signal {}", what);
      }
    }
  }

  TickSteps(
      Outbox outbox,
      Failovers failovers,
      Duration approvalTtl,
      Snapshots snapshots,
      Retention retention) {
    this.outbox = outbox;
    this.failovers = failovers;
    this.approvalTtl = approvalTtl;
    this.snapshots = snapshots;
    this.retention = retention;
  }

  /** Each 250 ms: what became due enters the outbox. */
  public void promote() {
    attempt("Promotion", outbox::promoteDue);
  }

  /**
   * Each second: other nodes' changes are taken over, and late approvals expire, and messages leave
   * sick connections.
   */
  public void sweep() {
    snapshots.each(TickSteps::attempt);
    attempt("What lifted stops held", snapshots.stops()::release);
    attempt("Late approvals", () -> outbox.expirePending(approvalTtl));
    attempt("Failover", failovers::look);
  }

  /** Each minute: what was kept long enough is forgotten. */
  public void forget() {
    attempt("Forgetting", retention::sweep);
  }

  private static void attempt(String what, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      LOG.warn("{} waits for its next tick: {}", what, e.getMessage());
    }
  }
}
