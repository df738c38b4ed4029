package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrong input is answered with all that is wrong with it, and changes nothing. */
class RefusedInputTest {
  private static final String SEND = "/api/v1/messaging/proactive/send";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\": \"a\\u0000b\"} | content | unstorable",
        "{\"content\": \"a\\ud83d\"} | content | unstorable",
        "{\"content\": 5} | content | type",
        "{\"content\": \" \"} | content | required",
        "{\"recipient_id\": null} | recipient_id | required",
        "{\"recipient_id\": \"nobody at all\"} | recipient_id | recipient_form",
        "{\"platform\": \"slak\"} | platform | platform_unknown",
        "{\"connection\": \"slak\"} | connection | connection_unknown",
        "{\"agent_id\": \"autonomus\"} | agent_id | agent_unknown",
        "{\"metadata\": {\"x\": 1e400}} | metadata | out_of_range",
        "{\"metadata\": {\"x\\u0000\": 1}} | metadata | unstorable",
        "{\"metadata\": [1]} | metadata | type",
        "{\"labels\": {\"x\": 1}} | labels | type",
        "{\"labels\": {\"x\": \"\\udc00\"}} | labels | unstorable",
        "{\"priority\": \"highest\"} | priority | unknown_value",
        "{\"format\": \"html\"} | format | unknown_value",
        "{\"scheduled_for\": \"tomorrow\"} | scheduled_for | not_an_instant",
        "{\"scheduled_for\": \"2001-01-01T00:00:00Z\"} | scheduled_for | in_the_past",
        "{\"scheduled_for\": \"9999-12-31T00:00:00Z\"} | scheduled_for | out_of_range",
        "{\"expires_at\": \"2001-01-01T00:00:00Z\"} | expires_at | before_it_begins",
        "{\"max_age\": \"soon\"} | max_age | not_a_duration",
        "{\"max_age\": -1} | max_age | not_a_duration",
        "{\"dedup_key\": \"a\", \"dedup_window\": \"soon\"} | dedup_window | not_a_duration",
        "{\"dedup_key\": \"a\", \"dedup_window\": \"32d\"} | dedup_window | out_of_range",
        "{\"dedup_key\": \"a\", \"dedup_window\": \"999ms\"} | dedup_window | out_of_range",
        "{\"dedup_window\": \"15m\"} | dedup_window | contradiction",
        "{\"dedup_key\": \" \"} | dedup_key | required",
        "{\"template\": \"Hi\"} | content | contradiction",
        "{\"template_variables\": {\"a\": 1}} | template_variables | contradiction",
        "{\"timezone\": \"UTC\"} | timezone | contradiction",
        "{\"content\": null, \"template\": \"Hi\", \"template_name\": \"hi\"} | template_name | contradiction",
        "{\"content\": null, \"template\": \"Hi {{name}}\"} | template_variables.name | template_variable_missing",
        "{\"content\": null, \"template\": \"Hi {{name\"} | template | template_faulty",
        "{\"content\": null, \"template\": \"{{^a}}{{/a}}\"} | template | template_blank",
        "{\"content\": null, \"template_name\": \"nws\"} | template_name | template_unknown",
        "{\"content\": null, \"template\": \"Hi\", \"timezone\": \"Europe/Berln\"} | timezone | zone_unknown",
        "{\"contact\": \"bob\"} | recipient_id | contradiction",
        "{\"actions\": [{\"id\": \"a\"}]} | actions[0].label | required",
        "{\"actions\": [1]} | actions | type",
        "{\"recipient\": \"C1\"} | recipient | unknown_field",
        "{\"send_now\": true, \"scheduled_for\": \"2999-01-01T00:00:00Z\"} | send_now | contradiction"
      })
  void aWrongFieldIsNamedWithItsCode(String more, String field, String code) {
    Map<String, Object> body =
        new HashMap<>(Map.of("agent_id", "autonomous", "recipient_id", "C0WRONG", "content", "Hi"));
    Map<String, Object> wrong = Json.object(more);
    if (!wrong.containsKey("connection")) {
      body.put("platform", "slack");
    }
    body.keySet().removeAll(wrong.keySet());
    String json = Json.write(body);
    String merged = json.substring(0, json.length() - 1) + ", " + more.strip().substring(1);

    TestHub.Answer refused = hub.call("POST", SEND, merged, "admin-token", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(faults(refused)).contains(field + " " + code);
  }

  @Test
  void aFieldWithinAnotherIsNamedWithItsPath() {
    TestHub.Answer refused =
        post(
            Map.of(
                "agent_id",
                "autonomous",
                "platform",
                "slack",
                "recipient_id",
                "C0WRONG",
                "content",
                "Hi",
                "actions",
                List.of(Map.of("id", "a", "label", "A", "url", "ftp://x"))));

    assertThat(refused.text("detail")).contains("'actions[0].url' is 'ftp://x'");
  }

  @Test
  void aBodyThatIsNestedTooDeepIsToldInWords() {
    String deep = "{\"metadata\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}";

    TestHub.Answer refused = hub.call("POST", SEND, deep, "admin-token", Map.of());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail"))
        .contains("nested deeper than 1000 levels")
        .doesNotContain("StreamReadConstraints", "line 0");
  }

  @Test
  void aBodyThatIsTooLargeIsToldWithItsSizeAndWhatToDo() {
    String large = "{\"content\": \"" + "x".repeat(1_100_000) + "\"}";

    TestHub.Answer refused = hub.call("POST", SEND, large, "admin-token", Map.of());

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("detail"))
        .contains("has " + large.length() + " bytes", "1048576", "several calls");
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    TestHub.Answer refused =
        post(
            Map.of(
                "agent_id",
                1,
                "recipient_id",
                "R".repeat(300),
                "content",
                "",
                "priority",
                "highest",
                "labels",
                labels(17),
                "metdata",
                Map.of()));

    assertThat(faults(refused))
        .containsExactlyInAnyOrder(
            "agent_id type",
            "platform required",
            "recipient_id too_long",
            "content required",
            "priority unknown_value",
            "labels too_many",
            "metdata unknown_field");
    assertThat(refused.response().body()).contains("Did you mean 'metadata'?");
  }

  @Test
  void whatIsNamedAndNotThereIsToldWithEverythingElse() {
    TestHub.Answer refused =
        post(
            Map.of(
                "agent_id", "autonomus",
                "platform", "slak",
                "recipient_id", "C0WRONG",
                "content", "Hi",
                "priority", "highest"));

    assertThat(faults(refused))
        .containsExactlyInAnyOrder(
            "agent_id agent_unknown", "platform platform_unknown", "priority unknown_value");
  }

  @Test
  void anUnknownAgentIsToldWithWhereItCannotGo() {
    TestHub.Answer refused =
        post(
            Map.of(
                "agent_id", "autonomus",
                "connection", "slack",
                "recipient_id", "nobody at all",
                "content", "Hi"));

    assertThat(faults(refused))
        .containsExactlyInAnyOrder("agent_id agent_unknown", "recipient_id recipient_form");
  }

  @Test
  void aKeyOf300CharactersIsRefused() {
    String body = Json.write(TestHub.said("autonomous", "C0KEY", "Hi", Map.of()));

    TestHub.Answer refused =
        hub.call("POST", SEND, body, "admin-token", Map.of("Idempotency-Key", "k".repeat(300)));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(faults(refused)).containsExactly("Idempotency-Key length");
  }

  @Test
  void metadataAbove8KibAndContentAboveItsLimitAreRefused() {
    assertThat(faults(say(Map.of("metadata", Map.of("x", "y".repeat(9_000))))))
        .containsExactly("metadata too_long");
    assertThat(faults(say(Map.of("content", "y".repeat(100_001)))))
        .containsExactly("content too_long");
  }

  @Test
  void brokenJsonIsAnswered400WithLineAndColumn() {
    TestHub.Answer broken =
        hub.call("POST", SEND, "{\"agent_id\": \"a\",\n  oops}", "admin-token", Map.of());

    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.text("detail")).contains("line 2, column");
    assertThat(hub.call("POST", SEND, "[1]", "admin-token", Map.of()).status()).isEqualTo(400);
    assertThat(hub.call("POST", SEND, "{} {}", "admin-token", Map.of()).status()).isEqualTo(400);
    assertThat(hub.call("POST", SEND, "[".repeat(2_000), "admin-token", Map.of()).status())
        .isEqualTo(400);
  }

  @Test
  void anotherContentTypeIsAnswered415() {
    assertThat(
            hub.call("POST", SEND, "a=b", "admin-token", Map.of("Content-Type", "text/plain"))
                .status())
        .isEqualTo(415);
  }

  @Test
  void aBodyAboveOneMebibyteIsAnswered413() {
    TestHub.Answer large = hub.call("POST", SEND, " ".repeat(1_048_577), "admin-token", Map.of());

    assertThat(large.status()).isEqualTo(413);
    assertThat(large.response().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing, 404",
    "GET, /nothing, 404",
    "POST, /api/v1/messaging/proactive/history, 405",
    "PUT, /api/v1/agents, 405",
    "GET, /api/v1/messaging/proactive/send, 405",
    "DELETE, /api/v1/messaging/proactive/send, 405",
    "GET, /api/v1/messaging/proactive/no-id, 404",
    "GET, /api/v1/messaging/proactive/00000000-0000-7000-8000-000000000000, 404",
    "GET, /api/v1/messaging/proactive/history?colour=red, 422",
    "GET, /api/v1/messaging/proactive/history?limit=501, 422",
    "GET, /api/v1/messaging/proactive/history?cursor=x, 422",
    "GET, /api/v1/messaging/proactive/history?recipient_id=%00, 422",
    "GET, /api/v1/messaging/proactive/history?agent_id=nobody, 422",
    "GET, /api/v1/agents?colour=red, 422",
    "GET, /api/v1/audit?colour=red, 422",
    "GET, /api/v1/queues?colour=red, 422",
    "GET, /api/v1/config?colour=red, 422",
    "GET, /api/v1/keys?colour=red, 422",
    "GET, /api/v1/governance/stops?colour=red, 422",
    "GET, /api/v1/agents/nobody, 404",
    "DELETE, /api/v1/keys/no-id, 404",
    "DELETE, /api/v1/messaging/proactive/cancel/no-id, 404"
  })
  void whatIsNotThereIsAProblem(String method, String path, int status) {
    TestHub.Answer answer = hub.call(method, path, null, "admin-token", Map.of());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(answer.body()).containsKeys("title", "detail", "errors", "request_id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /api/v1/messaging/proactive/send | POST is.",
        "PUT | /api/v1/agents | GET and POST are.",
        "POST | /api/v1/contacts/ann | DELETE, GET and PUT are."
      })
  void anotherMethodIsToldThoseOfThePathItself(String method, String path, String told) {
    TestHub.Answer answer = hub.call(method, path, "{}", "admin-token", Map.of());

    assertThat(answer.text("detail")).endsWith("is not possible here; " + told);
  }

  @Test
  void headIsAnsweredAsGetWithoutABody() {
    TestHub.Answer answer = hub.call("HEAD", "/api/v1/agents", null, "admin-token", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).isEmpty();
    assertThat(hub.call("HEAD", "/api/v1/agents", null, null, Map.of()).status()).isEqualTo(401);
    assertThat(
            hub.call("HEAD", "/api/v1/agents?colour=red", null, "admin-token", Map.of()).status())
        .isEqualTo(422);
  }

  @Test
  void aFieldThatComesTwiceIsNoJson() {
    TestHub.Answer answer =
        hub.call(
            "POST",
            SEND,
            "{\"agent_id\": \"intern\",\n \"agent_id\": \"autonomous\"}",
            "admin-token",
            Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail"))
        .contains("at line 2, column", "the field 'agent_id' comes twice; leave one of them out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | 201",
        "application/json; charset=UTF-8 | 201",
        "application/json;charset=\"utf-8\" | 201",
        "application/json; charset=latin1 | 415",
        "application/jsonp | 415",
        "text/plain | 415"
      })
  void aBodyIsInUtf8(String type, int status) {
    String body = Json.write(TestHub.said("autonomous", "C0TYPE", "Hi", Map.of()));

    assertThat(hub.call("POST", SEND, body, "admin-token", Map.of("Content-Type", type)).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/agents/by-key/a%20b",
    "PUT, /api/v1/agents/by-key/a%00b",
    "PATCH, /api/v1/agents/supervised"
  })
  void anAgentsNameIsCheckedWhereverItIsGiven(String method, String path) {
    String body = "{\"maturity\": \"SUPERVISED\"";
    body += method.equals("PATCH") ? ", \"name\": \"a b\"}" : "}";

    assertThat(hub.call(method, path, body, "admin-token", Map.of()).status()).isEqualTo(422);
  }

  @Test
  void aNameThatAnotherAgentHasIsAConflict() {
    assertThat(hub.patch("/api/v1/agents/student", Map.of("name", "intern")).status())
        .isEqualTo(409);
    assertThat(hub.post("/api/v1/agents", Map.of("name", "intern", "maturity", "INTERN")).status())
        .isEqualTo(409);
  }

  private static TestHub.Answer say(Map<String, ?> more) {
    return post(TestHub.said("autonomous", "C0WRONG", "Hi", more));
  }

  private static TestHub.Answer post(Map<String, ?> body) {
    TestHub.Answer answer = hub.post(SEND, body);
    assertThat(answer.status()).isEqualTo(422);
    return answer;
  }

  private static Map<String, String> labels(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "l" + i, i -> "x"));
  }

  private static List<String> faults(TestHub.Answer refused) {
    List<?> errors = (List<?>) refused.body().getOrDefault("errors", List.of());
    return errors.stream()
        .map(e -> ((Map<?, ?>) e).get("field") + " " + ((Map<?, ?>) e).get("code"))
        .toList();
  }
}
