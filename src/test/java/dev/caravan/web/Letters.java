package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Dead letters for tests: messages that their platform took, and then reported as failed. */
public final class Letters {
  static final String PATH = "/api/v1/dead-letters";

  private Letters() {}

  /** A message of an agent that failed late. */
  public static String failed(TestHub hub, String agent, String recipient, String text) {
    return ended(hub, "failed", "server_error", agent, recipient, text, Map.of());
  }

  /** A message that ended so. */
  static String ended(
      TestHub hub,
      String status,
      String reason,
      String agent,
      String recipient,
      String text,
      Map<String, ?> more) {
    TestHub.Answer sent = hub.send(agent, recipient, text, more);
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    String id = String.valueOf(sent.text("id"));
    hub.until(id, "sent");
    assertThat(
            hub.sql(
                "update proactive_messages set status = ?, error_reason = ?, error_message = 'For the test.',"
                    + " updated_at = ?::timestamptz where id = ?",
                status,
                reason,
                hub.clock.instant().toString(),
                UUID.fromString(id)))
        .isEqualTo(1);
    return id;
  }

  /** Copies of a message under ids in the order of their numbers, which are their texts. */
  static void copy(TestHub hub, String id, int copies) {
    assertThat(
            hub.sql(
                "insert into proactive_messages select r.* from proactive_messages p, generate_series(1, ?) n,"
                    + " jsonb_populate_record(p, jsonb_build_object("
                    + "'id', '01890a5d-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), 'content', 'n' || n,"
                    + " 'correlation_id', 'copy')) r where p.id = ?",
                copies,
                UUID.fromString(id)))
        .isEqualTo(copies);
  }

  /** The ids on the list, page by page. */
  static List<String> listed(TestHub hub, String query) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      TestHub.Answer page = hub.get(PATH + "?" + query + cursor);
      assertThat(page.status()).as(page.response().body()).isEqualTo(200);
      page.items().forEach(m -> ids.add(String.valueOf(m.get("id"))));
      cursor = page.body().get("next") == null ? "" : "&cursor=" + page.text("next");
    } while (!cursor.isEmpty());
    return ids;
  }
}
