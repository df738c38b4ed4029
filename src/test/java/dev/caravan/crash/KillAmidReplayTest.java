package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Access;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub that dies amid a bulk replay has lost no dead letter and says none twice. */
class KillAmidReplayTest {
  private static final int LETTERS = 3_000;
  private static final Map<String, Object> WISH =
      Map.of("connection", "slack", "per_second", 1_000);

  private final FarSlack far = new FarSlack();
  private final SharedPostgres postgres = new SharedPostgres();

  @AfterEach
  void leaveNothing() {
    postgres.close();
    far.close();
  }

  @Test
  void theSameCallAgainGoesOnWithTheRest() {
    try (HubProcess first = start("first")) {
      String sent = first.client.send("C0CRASH", "n0").text("id");
      Patience.until(
          "a message to copy",
          Duration.ofSeconds(20),
          () -> first.client.status(sent).equals("sent"));
      deadLetters(sent);
      Thread call = new Thread(() -> replay(first));
      call.start();
      Patience.until("some are stored", Duration.ofSeconds(20), () -> number(ACTS) > 0);
      first.kill();
    }
    long stored = number(ACTS);
    System.out.printf("kill -9 amid a bulk replay: %d of %d were stored%n", stored, LETTERS);
    assertThat(stored).isLessThan(LETTERS);

    try (HubProcess second = start("second")) {
      assertThat(replay(second).body()).containsEntry("matched", (int) (LETTERS - stored));
      Patience.until("each was replayed", Duration.ofSeconds(20), () -> number(ACTS) == LETTERS);
      Patience.until("none waits", Duration.ofSeconds(60), () -> number(WAITING) == 0);
      assertThat(number("select count(*) from proactive_messages where replay_of is not null"))
          .isEqualTo(LETTERS);
      Set<String> doubted = new HashSet<>();
      second.client.history("unknown").forEach(m -> doubted.add(String.valueOf(m.get("content"))));
      assertThat(doubted.size()).isLessThanOrEqualTo(Proof.CONCURRENCY);
      List<String> texts = new ArrayList<>(far.texts());
      assertThat(texts).doesNotHaveDuplicates();
      texts.addAll(doubted);
      assertThat(texts)
          .containsAll(IntStream.rangeClosed(1, LETTERS).mapToObj(i -> "n" + i).toList());
    }
  }

  private static final String ACTS = "select count(*) from dead_letter_acts";
  private static final String WAITING =
      "select count(*) from proactive_messages where status in ('approved', 'pending')";

  private HubProcess start(String node) {
    return HubProcess.start(HubHome.towards(far.url()).on(postgres.access, node));
  }

  private static HubClient.Answer replay(HubProcess hub) {
    return hub.client.call("POST", "/api/v1/dead-letters/replay", WISH);
  }

  /** Copies of a message as its platform would leave them that reported each as failed. */
  private void deadLetters(String id) {
    number(
        ("with c as (insert into proactive_messages select r.* from proactive_messages p,"
                + " generate_series(1, %d) n, jsonb_populate_record(p, jsonb_build_object("
                + "'id', gen_random_uuid(), 'content', 'n' || n, 'status', 'failed',"
                + " 'error_reason', 'server_error', 'recipient_id', 'C0CRASH' || n %% 50)) r"
                + " where p.id = '%s' returning 1) select count(*) from c")
            .formatted(LETTERS, id));
  }

  private long number(String sql) {
    Access access = postgres.access;
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      rs.next();
      return rs.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
