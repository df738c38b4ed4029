package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.delivery.Ending;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.Windowed;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gauges over the database are read at the tick and not at the scrape. */
class SamplesTest {
  private static final MovedClock CLOCK = new MovedClock();

  @Test
  void a_scrape_asks_nobody_and_an_old_figure_does_not_look_like_a_new_one() {
    Database database = TestPostgres.migrated();
    Meters meters = new Meters();
    Connections connections = new Connections();
    connections.replace(List.of(Windowed.connection("real", false, false)));
    try (Outbox outbox = outbox(database, connections)) {
      Samples samples =
          new Samples(
              meters, outbox, connections, new DeadLetterCountsTable(database.jdbi()), CLOCK);
      database
          .jdbi()
          .useHandle(
              h ->
                  h.execute(
                      "insert into outbox (id, connection, recipient_id, urgency)"
                          + " select gen_random_uuid(), 'real', 'r', 2 from generate_series(1, 7)"));
      assertThat(depth(meters)).isZero();

      samples.look();
      database.close();

      assertThat(depth(meters)).isEqualTo(7);
      assertThat(depth(meters)).isEqualTo(7);
      lookAgain(samples, meters);
      assertThat(depth(meters)).isNaN();
    }
  }

  /** A look that took its time is not repeated at once. */
  private static void lookAgain(Samples samples, Meters meters) {
    dev.caravan.TestHub.until(
        "the queue is not known any more",
        () -> {
          samples.look();
          return Double.isNaN(depth(meters));
        });
  }

  private static double depth(Meters meters) {
    return meters.registry().get("caravan.queue.depth").gauge().value();
  }

  private static Outbox outbox(Database database, Connections connections) {
    return new Outbox(
        new Outbox.Place(database, "node", "salt", CLOCK, new Platforms(List.of())),
        connections,
        new Outbox.Neighbours(
            (message, approval) -> {
              throw new IllegalStateException("Nothing is sent here");
            },
            delivery -> new Outcome.Sent(List.of()),
            (connection, platform) -> Optional.empty(),
            new Deaf(),
            new RecipientsTable(database.jdbi(), CLOCK),
            new MessagingWindows(
                database.jdbi(),
                "salt",
                connections,
                new Platforms(List.of(new Windowed())),
                CLOCK)));
  }

  private static final class Deaf implements Outbox.Listener {
    @Override
    public void settled(String connection, Ending ending, @Nullable Reason reason, Duration took) {}

    @Override
    public void ended(Message message, String status, Outcome outcome) {}

    @Override
    public void credentialRefused(String connection, String detail, Instant begun) {}

    @Override
    public void changed(String what) {}
  }
}
