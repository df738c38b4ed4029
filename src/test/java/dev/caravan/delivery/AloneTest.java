package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may take a fresh message past the table: only a node that knows of no other. */
class AloneTest {
  private static final MovedClock CLOCK = new MovedClock();

  @Test
  void aNodeWithoutItsSessionIsKnownToOthersOnceItsCallersAreAnswered() throws SQLException {
    try (Database database = TestPostgres.migrated();
        Outbox lapsed = neverJoined(database)) {
      IntakeTable other = new IntakeTable("other", "salt");
      assertThat(alone(database, other)).isTrue();

      assertThat(lapsed.store(Rows.acceptance("Hello", null))).isInstanceOf(Stored.Fresh.class);

      assertThat(alone(database, other)).isFalse();
    }
  }

  private static boolean alone(Database database, IntakeTable table) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return table.insert(connection, List.of(Rows.acceptance("Hello", null))).alone();
    }
  }

  /** It takes messages, and nothing but that; its session says nothing. */
  private static Outbox neverJoined(Database database) {
    Connections none = new Connections();
    return new Outbox(
        new Outbox.Place(database, "lapsed", "salt", CLOCK, new Platforms(List.of())),
        none,
        new Outbox.Neighbours(
            (message, approval) -> {
              throw new IllegalStateException("Nothing is sent");
            },
            AloneTest::sent,
            (connection, platform) -> Optional.empty(),
            new Silent(),
            new RecipientsTable(database.jdbi(), CLOCK),
            new MessagingWindows(database.jdbi(), "salt", none, new Platforms(List.of()), CLOCK)));
  }

  private static Outcome sent(Delivery delivery) {
    throw new IllegalStateException("Nothing is sent");
  }

  private static final class Silent implements Outbox.Listener {
    @Override
    public void settled(String connection, Ending ending, @Nullable Reason reason, Duration took) {
      throw new IllegalStateException("Nothing is settled");
    }

    @Override
    public void ended(Message message, String status, Outcome outcome) {
      throw new IllegalStateException("Nothing ends");
    }

    @Override
    public void credentialRefused(String connection, String detail, Instant begun) {
      throw new IllegalStateException("Nothing is refused");
    }

    @Override
    public void changed(String what) {
      throw new IllegalStateException("Nothing is heard");
    }
  }
}
