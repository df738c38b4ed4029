package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A key's life: shown once, kept hashed, revoked, expired. */
class KeysTest {
  private static final String PATH = "/api/v1/keys";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void aKeyIsShownOnceAndKeptAsAHash() {
    TestHub.Answer made = hub.post(PATH, Map.of("name", "once", "role", "viewer"));
    String key = Objects.requireNonNull(made.text("key"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(hub.get(PATH).response().body()).contains("\"once\"").doesNotContain(key);
    assertThat(hub.sql("update api_keys set name = name where hash = ?", key)).isZero();
    assertThat(hub.sql("update api_keys set name = name where hash ~ '^[0-9a-f]{64}$'"))
        .isPositive();
  }

  @Test
  void aRevokedKeyOpensNothingAnyMore() {
    TestHub.Answer made = hub.post(PATH, Map.of("name", "revoked", "role", "viewer"));
    assertThat(queues(made.text("key"))).isEqualTo(200);

    assertThat(hub.delete(PATH + "/" + made.text("id")).status()).isEqualTo(200);

    assertThat(queues(made.text("key"))).isEqualTo(401);
    assertThat(hub.delete(PATH + "/" + made.text("id")).status()).isEqualTo(404);
  }

  @Test
  void anExpiredKeyOpensNothingAnyMore() {
    String end = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    TestHub.Answer made =
        hub.post(PATH, Map.of("name", "expires", "role", "viewer", "expires_at", end));
    assertThat(queues(made.text("key"))).isEqualTo(200);

    hub.clock.forward(Duration.ofHours(1));

    assertThat(queues(made.text("key"))).isEqualTo(401);
  }

  @Test
  void whenAKeyWasLastUsedAppears() {
    TestHub.Answer made = hub.post(PATH, Map.of("name", "used", "role", "viewer"));
    queues(made.text("key"));

    TestHub.until(
        "last_used_at appears",
        () ->
            hub.get(PATH).items().stream()
                .filter(k -> Objects.equals(k.get("id"), made.text("id")))
                .anyMatch(k -> k.get("last_used_at") != null));
  }

  @Test
  void anAgentsKeyNeedsItsAgentAndNoOtherMayHaveOne() {
    assertThat(hub.post(PATH, Map.of("name", "a", "role", "agent")).status()).isEqualTo(422);
    assertThat(hub.post(PATH, Map.of("name", "a", "role", "sender", "agent_id", "intern")).status())
        .isEqualTo(422);
    assertThat(hub.post(PATH, Map.of("name", "a", "role", "agent", "agent_id", "nobody")).status())
        .isEqualTo(422);
  }

  @Test
  void noTwoKeysHaveOneNameForWhatIsDoneIsToldByIt() {
    Map<String, String> named = Map.of("name", "mira", "role", "approver");
    TestHub.Answer first = hub.post(PATH, named);

    TestHub.Answer second = hub.post(PATH, named);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("detail")).contains("There is a key named 'mira' already");
    hub.delete(PATH + "/" + first.text("id"));
    assertThat(hub.post(PATH, named).status()).isEqualTo(201);
  }

  @Test
  void aKeyMayHaveALimitOfItsOwn() {
    Map<String, Object> limit = Map.of("count", 2, "per", "1h");
    TestHub.Answer made = hub.post(PATH, Map.of("name", "few", "role", "viewer", "limit", limit));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body()).containsEntry("limit", Map.of("count", 2, "per_seconds", 3600));

    assertThat(queues(made.text("key"))).isEqualTo(200);
    assertThat(queues(made.text("key"))).isEqualTo(200);
    TestHub.Answer refused = hub.call("GET", "/api/v1/queues", null, made.text("key"), Map.of());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.response().body()).contains("too_many_requests");
    assertThat(refused.response().headers().map())
        .containsKeys("Retry-After", "RateLimit-Policy", "RateLimit", "RateLimit-Reset");
    assertThat(hub.get("/api/v1/queues").response().headers().map()).doesNotContainKey("RateLimit");

    hub.clock.forward(Duration.ofMinutes(30));
    assertThat(queues(made.text("key"))).isEqualTo(200);
  }

  @Test
  void aLimitThatIsNoneIsRefused() {
    for (Map<String, Object> limit :
        List.<Map<String, Object>>of(
            Map.of("count", 5),
            Map.of("per", "1m"),
            Map.of("count", 0, "per", "1m"),
            Map.of("count", 5, "per", "250ms"),
            Map.of("count", 5, "per", "2d"),
            Map.of("count", 5, "per", "1m", "burst", 2))) {
      assertThat(hub.post(PATH, Map.of("name", "x", "role", "viewer", "limit", limit)).status())
          .as(limit.toString())
          .isEqualTo(422);
    }
  }

  @Test
  void theAdminsTokenIsInNoAnswer() {
    hub.send("student", "C0TOKEN", "Hello");
    hub.send("intern", "C0TOKEN", "Hello");
    for (String path :
        List.of(
            "/api/v1/config",
            "/api/v1/audit?limit=500",
            "/api/v1/keys",
            "/api/v1/routes",
            "/api/v1/queues",
            "/api/v1/agents",
            "/api/v1/messaging/proactive/history")) {
      TestHub.Answer answer = hub.get(path);

      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.response().body()).as(path).doesNotContain("admin-token");
    }
  }

  private static int queues(@org.jspecify.annotations.Nullable String key) {
    return hub.call("GET", "/api/v1/queues", null, key, Map.of()).status();
  }
}
