package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many messages in one call, each as if it had come alone. */
class BatchTest {
  private static final String PATH = "/api/v1/messaging/proactive/send/batch";
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
  void a_thousand_are_stored_in_one_transaction_and_arrive_in_their_order() {
    TestHub.Answer answer =
        batch(
            IntStream.range(0, 1_000)
                .mapToObj(i -> said("autonomous", "C0THOUSAND" + i % 2, "n" + i, Map.of()))
                .toList());

    assertThat(answer.body()).containsEntry("accepted", 1_000).containsEntry("refused", 0);
    assertThat(answer.items()).extracting(i -> i.get("status")).containsOnly(201);
    assertThat(answer.items())
        .extracting(i -> i.get("index"))
        .containsExactlyElementsOf(IntStream.range(0, 1_000).<Object>mapToObj(i -> i).toList());
    assertThat(answer.items().get(17)).extracting(i -> body(i).get("content")).isEqualTo("n17");
    // The trail keeps the transaction of each row.
    assertThat(
            hub.sql(
                "update hub_settings set value = value where (select count(distinct xid) from audit_events"
                    + " where verb = 'message.approved' and correlation_id = 'thousand') = 1"))
        .isPositive();
    for (int recipient = 0; recipient < 2; recipient++) {
      String to = "C0THOUSAND" + recipient;
      TestHub.until("all arrived", () -> hub.arrived(to) == 500);
      int odd = recipient;
      assertThat(hub.received(to))
          .extracting(m -> m.get("text"))
          .containsExactlyElementsOf(
              IntStream.range(0, 500).<Object>mapToObj(i -> "n" + (2 * i + odd)).toList());
    }
  }

  @Test
  void one_bad_message_fails_alone_and_in_its_place() {
    List<Object> messages = new ArrayList<>();
    messages.add(said("autonomous", "C0ALONE", "first", Map.of()));
    messages.add(said("nobody", "C0ALONE", "x", Map.of()));
    messages.add(said("autonomous", "C0ALONE", "bad \0", Map.of("colour", "red")));
    messages.add("not an object");
    messages.add(said("student", "C0ALONE", "x", Map.of()));
    messages.add(said("intern", "C0ALONE", "x", Map.of()));
    messages.add(said("autonomous", "C0ALONE", "dry", Map.of("dry_run", true)));
    messages.add(said("autonomous", "C0ALONE", "last", Map.of()));

    TestHub.Answer answer = batch(messages);

    assertThat(answer.items())
        .extracting(i -> i.get("status"))
        .containsExactly(201, 422, 422, 422, 403, 202, 200, 201);
    assertThat(answer.body()).containsEntry("accepted", 4).containsEntry("refused", 4);
    assertThat(codes(answer.items().get(1))).containsExactly("agent_unknown");
    assertThat(codes(answer.items().get(2)))
        .containsExactlyInAnyOrder("unstorable", "unknown_field");
    assertThat(codes(answer.items().get(3))).containsExactly("type");
    assertThat(codes(answer.items().get(4))).containsExactly("maturity_denied");
    assertThat(problem(answer.items().get(4))).containsKey("decision");
    assertThat(body(answer.items().get(6))).containsEntry("status_would_be", "approved");
    hub.until(String.valueOf(body(answer.items().get(7)).get("id")), "sent");
    assertThat(hub.received("C0ALONE"))
        .extracting(m -> m.get("text"))
        .containsExactly("first", "last");
  }

  @Test
  void each_may_have_a_key_and_a_repeated_batch_makes_nothing_new() {
    List<Object> messages =
        IntStream.range(0, 300)
            .<Object>mapToObj(
                i -> said("autonomous", "C0KEYS", "n" + i, Map.of("idempotency_key", "k" + i)))
            .toList();

    TestHub.Answer first = batch(messages);
    TestHub.Answer again = batch(messages);

    assertThat(ids(again)).isEqualTo(ids(first)).doesNotHaveDuplicates();
    assertThat(again.items()).extracting(i -> i.get("status")).containsOnly(201);
    TestHub.until("all arrived", () -> hub.arrived("C0KEYS") >= 300);
    hub.until(hub.send("autonomous", "C0KEYS", "behind").text("id"), "sent");
    assertThat(hub.arrived("C0KEYS")).isEqualTo(301);
  }

  @Test
  void a_key_that_stands_twice_in_one_batch_is_one_message() {
    Map<String, String> key = Map.of("idempotency_key", "twice");

    TestHub.Answer answer =
        batch(
            List.of(
                said("autonomous", "C0TWICE", "Hello", key),
                said("autonomous", "C0TWICE", "Hello", key),
                said("autonomous", "C0TWICE", "Bye", key),
                said("autonomous", "C0TWICE", "x", Map.of("idempotency_key", "x".repeat(256))),
                said("autonomous", "C0TWICE", "x", Map.of("idempotency_key", 7)),
                said("autonomous", "C0TWICE", "x", Map.of("idempotency_key", " "))));

    assertThat(answer.items())
        .extracting(i -> i.get("status"))
        .containsExactly(201, 201, 422, 422, 422, 422);
    assertThat(body(answer.items().get(1)))
        .containsEntry("id", body(answer.items().get(0)).get("id"));
    assertThat(codes(answer.items().get(2))).containsExactly("idempotency_key_reused");
  }

  @Test
  void a_dedup_key_that_stands_twice_swallows_the_second() {
    Map<String, String> key = Map.of("dedup_key", "disk");

    TestHub.Answer answer =
        batch(
            List.of(
                said("autonomous", "C0SWALLOW", "91 %", key),
                said("autonomous", "C0SWALLOW", "between", Map.of()),
                said("autonomous", "C0SWALLOW", "92 %", key)));

    assertThat(answer.items()).extracting(i -> i.get("status")).containsExactly(201, 201, 200);
    assertThat(body(answer.items().get(2)))
        .containsEntry("id", body(answer.items().get(0)).get("id"));
  }

  @Test
  void a_dedup_window_counts_for_each_message_of_its_own() {
    Map<String, Object> key = Map.of("dedup_key", "windowed", "dedup_window", "10s");

    TestHub.Answer answer =
        batch(
            List.of(
                said("autonomous", "C0WINDOWED", "91 %", key),
                said("supervised", "C0WINDOWED", "91 %", key),
                said("autonomous", "C0WINDOWED", "92 %", key),
                said("autonomous", "C0WINDOWED", "x", Map.of("dedup_window", "10s")),
                said("student", "C0WINDOWED", "93 %", key)));
    hub.clock.forward(Duration.ofSeconds(11));
    TestHub.Answer later = batch(List.of(said("autonomous", "C0WINDOWED", "94 %", key)));

    assertThat(answer.items())
        .extracting(i -> i.get("status"))
        .containsExactly(201, 201, 200, 422, 403);
    assertThat(later.items()).extracting(i -> i.get("status")).containsExactly(201);
  }

  @Test
  void what_is_no_batch_is_refused_whole() {
    List<Object> many =
        IntStream.range(0, 1_001)
            .<Object>mapToObj(i -> said("autonomous", "C0WHOLE", "x", Map.of()))
            .toList();
    assertThat(hub.post(PATH, Map.of("messages", many)).response().body()).contains("too_many");
    assertThat(hub.post(PATH, Map.of("messages", List.of())).response().body())
        .contains("required");
    assertThat(hub.post(PATH, Map.of("messages", "x")).status()).isEqualTo(422);
    assertThat(hub.post(PATH, Map.of("messages", many.subList(0, 1), "more", 1)).status())
        .isEqualTo(422);
    assertThat(
            hub.post(
                    PATH,
                    Map.of(
                        "messages",
                        List.of(said("autonomous", "C0WHOLE", "x".repeat(1 << 20), Map.of()))))
                .status())
        .isEqualTo(413);
    TestHub.Answer keyed =
        hub.call(
            "POST",
            PATH,
            Json.write(Map.of("messages", many.subList(0, 1))),
            "admin-token",
            Map.of("Idempotency-Key", "k"));
    assertThat(keyed.status()).isEqualTo(422);
    assertThat(keyed.response().body()).contains("idempotency_key");
    assertThat(hub.get("/api/v1/messaging/proactive/history?recipient_id=C0WHOLE").items())
        .isEmpty();
  }

  @Test
  void an_agents_key_speaks_as_itself_alone() {
    String agent = hub.agent("AUTONOMOUS");
    TestHub.Answer answer =
        hub.call(
            "POST",
            PATH,
            Json.write(
                Map.of(
                    "messages",
                    List.of(
                        said(agent, "C0ITSELF", "mine", Map.of()),
                        said("autonomous", "C0ITSELF", "not mine", Map.of())))),
            hub.key("agent", agent),
            Map.of());

    assertThat(answer.items()).extracting(i -> i.get("status")).containsExactly(201, 403);
    assertThat(codes(answer.items().get(1))).containsExactly("not_itself");
  }

  private static Map<String, Object> said(
      String agent, String recipient, String text, Map<String, ?> more) {
    Map<String, Object> said = TestHub.said(agent, recipient, text, more);
    if (recipient.startsWith("C0THOUSAND")) {
      said.put("correlation_id", "thousand");
    }
    return said;
  }

  private static TestHub.Answer batch(List<?> messages) {
    TestHub.Answer answer = hub.post(PATH, Map.of("messages", messages));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  private static Map<String, Object> body(Map<String, Object> item) {
    return object(item, "body");
  }

  private static Map<String, Object> problem(Map<String, Object> item) {
    return object(item, "problem");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> item, String name) {
    return (Map<String, Object>) Objects.requireNonNull(item.get(name), item.toString());
  }

  private static List<Object> ids(TestHub.Answer answer) {
    return answer.items().stream().map(i -> body(i).get("id")).toList();
  }

  private static List<Object> codes(Map<String, Object> item) {
    return ((List<?>) Objects.requireNonNull(problem(item).get("errors")))
        .stream().map(e -> (Object) ((Map<?, ?>) e).get("code")).toList();
  }
}
