package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestPostgres;
import dev.caravan.message.Status;
import dev.caravan.store.Database;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes due at one moment goes in the order in which it was said. */
class PromotionTest {
  private static final int MESSAGES = 2_500;

  @Test
  void promotersSideBySideKeepTheOrder() {
    try (Database database = TestPostgres.migrated();
        Intake intake =
            new Intake(
                database,
                new IntakeTable("node", "salt"),
                new Earlier(database),
                (rows, alone) -> {})) {
      List<Acceptance> due =
          IntStream.range(0, MESSAGES)
              .mapToObj(i -> later(Rows.acceptance("n" + i, null)))
              .toList();
      intake.storeAll(due);
      PromotionTable promotion = new PromotionTable(database.jdbi());

      assertThat(Crowd.of(4, i -> all(promotion)).stream().mapToInt(n -> n)).hasSize(4);

      List<UUID> order =
          database
              .jdbi()
              .withHandle(
                  h ->
                      h.createQuery("select id from outbox order by seq").mapTo(UUID.class).list());
      assertThat(order).isEqualTo(due.stream().map(a -> a.message().id()).toList());
    }
  }

  private static int all(PromotionTable promotion) {
    int all = 0;
    for (int count = 1; count > 0; all += count) {
      count = promotion.promote(Rows.NOW.plusSeconds(2)).count();
    }
    return all;
  }

  /** The same, due a second later. */
  private static Acceptance later(Acceptance now) {
    return new Acceptance(
        now.message(),
        now.decision(),
        new Acceptance.Plan(Status.APPROVED, 1, Rows.NOW.plusSeconds(1), null),
        now.keys());
  }
}
