package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscordMessagesTest {
  private static final String WHOLE =
      """
      {"content": "**Deploy** to <@1>, <@2> and <@&3>? @everyone", "nonce": "n1", "enforce_nonce": true,
       "allowed_mentions": {"parse": [], "users": ["1"], "roles": ["3"]},
       "embeds": [{"image": {"url": "https://example.org/a.png", "description": "A chart"}}],
       "components": [
         {"type": 1, "components": [
           {"type": 2, "style": 1, "label": "Yes", "custom_id": "tok_1"},
           {"type": 2, "style": 5, "label": "See", "url": "https://example.org"}]},
         {"type": 1, "components": [
           {"type": 3, "custom_id": "tok_2", "placeholder": "Where", "options": [{"label": "Here", "value": "tok_3"}]}]}]}
      """;

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void aMessageIsAnsweredWholeUnderAnIdThatHoldsItsTime() throws Exception {
    JsonNode message = create("7", WHOLE);

    long id = Long.parseLong(message.path("id").asText());
    assertThat((id >> 22) + 1_420_070_400_000L).isEqualTo(Outside.NOW.toEpochMilli());
    assertThat(message.path("channel_id").asText()).isEqualTo("7");
    assertThat(message.path("type").asInt()).isZero();
    assertThat(message.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00.000000+00:00");
    assertThat(message.path("edited_timestamp").isNull()).isTrue();
    assertThat(message.path("nonce").asText()).isEqualTo("n1");
    assertThat(message.path("author").path("bot").asBoolean()).isTrue();
    assertThat(message.path("embeds")).hasSize(1);
    assertThat(message.path("components")).hasSize(2);
    assertThat(message.path("mentions"))
        .extracting(m -> m.path("id").asText())
        .containsExactly("1");
    assertThat(message.path("mention_roles").toString()).isEqualTo("[\"3\"]");
    assertThat(message.path("mention_everyone").asBoolean(true)).isFalse();
  }

  @Test
  void whatArrivedIsKeptAsItsReadersSeeIt() throws Exception {
    create("7", WHOLE);

    Arrival kept = only().arrival();
    assertThat(kept.text()).isEqualTo("Deploy to <@1>, <@2> and <@&3>? @everyone");
    assertThat(kept.key()).isEqualTo("n1");
    assertThat(kept.beside().notified()).containsExactly("1", "&3");
    assertThat(kept.beside().files()).containsExactly("https://example.org/a.png");
    assertThat(kept.actions())
        .containsExactly(
            new OfferedAction("button", "tok_1", "Yes", "tok_1"),
            new OfferedAction("link", null, "See", "https://example.org"),
            new OfferedAction("option", "tok_2", "Here", "tok_3"));
  }

  @Test
  void whoeverIsNamedIsNotifiedWhereTheRequestDoesNotSayWhomToSpare() throws Exception {
    create("7", "{\"content\":\"<@!1> <@&2> `@here`\"}");

    assertThat(only().arrival().beside().notified()).containsExactly("1", "&2", "here");
  }

  @Test
  void suppressedEmbedsHideTheImagesOfTheMessageItself() throws Exception {
    JsonNode message = create("7", WHOLE.replaceFirst("\\{", "{\"flags\": 4,"));

    assertThat(message.path("embeds")).isEmpty();
    assertThat(only().arrival().beside().files()).isEmpty();
  }

  @Test
  void aNonceOfThePastFewMinutesIsAnsweredWithItsMessageWhereItIsEnforced() throws Exception {
    String enforced = "{\"content\":\"x\",\"nonce\":\"a\",\"enforce_nonce\":true}";
    String first = create("7", enforced).path("id").asText();

    assertThat(create("7", enforced).path("id").asText()).isEqualTo(first);
    assertThat(create("7", enforced.replace("\"a\"", "\"b\"")).path("id").asText())
        .isNotEqualTo(first);
    assertThat(create("7", enforced.replace("true", "false")).path("id").asText())
        .isNotEqualTo(first);
    assertThat(outside.farSide.received().count(Wanted.ALL)).isEqualTo(3);
  }

  @Test
  void anEditChangesWhatItNamesAndLeavesTheRest() throws Exception {
    String id = create("7", WHOLE).path("id").asText();

    JsonNode edited = change("PATCH", id, "{\"content\":\"new\"}").json();
    assertThat(edited.path("edited_timestamp").asText()).startsWith("2026-03-01T12:00:00");
    assertThat(only().arrival().text()).isEqualTo("new");
    assertThat(only().arrival().actions()).hasSize(3);
    assertThat(only().arrival().beside().files()).hasSize(1);

    change("PATCH", id, "{\"components\":[],\"embeds\":[]}");
    assertThat(only().arrival().text()).isEqualTo("new");
    assertThat(only().arrival().actions()).isEmpty();
    assertThat(only().arrival().beside().files()).isEmpty();
  }

  @Test
  void aDeletedMessageIsGoneForEverything() throws Exception {
    String id = create("7", "{\"content\":\"old\"}").path("id").asText();
    String reply = "{\"content\":\"re\",\"message_reference\":{\"message_id\":\"" + id + "\"%s}}";

    assertThat(create("7", reply.formatted("")).path("type").asInt()).isEqualTo(19);
    Outside.Reply deleted = change("DELETE", id, "");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.whole().body()).isEmpty();
    assertThat(change("DELETE", id, "").json().path("code").asInt()).isEqualTo(10008);
    assertThat(change("PATCH", id, "{\"content\":\"x\"}").json().path("code").asInt())
        .isEqualTo(10008);
    Outside.Reply refused = outside.discord("POST", "channels/7/messages", reply.formatted(""));
    assertThat(refused.json().path("errors").findValue("code").asText())
        .isEqualTo("REPLIES_UNKNOWN_MESSAGE");
    create("7", reply.formatted(",\"fail_if_not_exists\":false"));
  }

  @Test
  void theTokenIsTestedByTheCurrentUser() throws Exception {
    assertThat(outside.discord("GET", "users/@me", "").json().path("username").asText())
        .isEqualTo("caravan");
  }

  @Test
  void itLimitsFailsAndRefusesInItsOwnForms() throws Exception {
    fault("'rate_limit','retry_after':7");
    Outside.Reply limited = outside.discord("POST", "channels/7/messages", "{\"content\":\"x\"}");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).isEqualTo("7");
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("user");
    assertThat(limited.whole().body())
        .isEqualTo(
            "{\"message\":\"You are being rate limited.\",\"retry_after\":7.0,\"global\":false}");

    outside.api("DELETE", "faults", "");
    fault("'server_error'");
    Outside.Reply failed = outside.discord("POST", "channels/7/messages", "{\"content\":\"x\"}");
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.json().path("code").asInt()).isEqualTo(130_000);

    outside.api("DELETE", "faults", "");
    fault("'reject'");
    Outside.Reply refused = outside.discord("POST", "channels/7/messages", "{\"content\":\"x\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("code").asInt()).isEqualTo(50013);
    assertThat(outside.farSide.received().count(Wanted.ALL)).isZero();
  }

  private void fault(String mode) throws Exception {
    String body = "{'platform':'discord','rate':1,'mode':" + mode + "}";
    assertThat(outside.api("PUT", "faults", body.replace('\'', '"')).status()).isEqualTo(200);
  }

  private ReceivedMessage only() {
    return outside.farSide.received().list(Wanted.ALL, 0, 2).get(0);
  }

  private Outside.Reply change(String method, String id, String body) throws Exception {
    return outside.discord(method, "channels/7/messages/" + id, body);
  }

  private JsonNode create(String channel, String body) throws Exception {
    Outside.Reply reply = outside.discord("POST", "channels/" + channel + "/messages", body);
    assertThat(reply.status()).as(reply.whole().body()).isEqualTo(200);
    return reply.json();
  }
}
