package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever submitted a message does not answer for it. */
class FourEyesTest {
  private static final String WITH_A_REAL_ONE =
      TestHub.UNLIMITED
          + "  - {name: real, platform: telegram, baseUrl: 'http://127.0.0.1:9', credentials: {botToken: '1:A'}}\n";

  @ParameterizedTest
  @CsvSource({"false, false, 403", "true, true, 403", "true, false, 200"})
  void theSubmittersOwnYesCountsOnlyWhereItIsAllowedAndEveryConnectionIsPretended(
      boolean allowed, boolean real, int status) {
    try (TestHub hub =
        TestHub.with(
            real ? WITH_A_REAL_ONE : TestHub.UNLIMITED,
            Map.of("CARAVAN_APPROVALS_ALLOW_SELF", Boolean.toString(allowed)))) {
      String own = hub.key("approver", null);
      String held = send(hub, own);

      assertThat(approve(hub, held, own)).isEqualTo(status);
      if (status == 403) {
        assertThat(approve(hub, held, hub.key("approver", null))).isEqualTo(200);
      }
      hub.until(held, "sent");
    }
  }

  @Test
  void nobodyEditsWhatTheySubmittedThemselvesWhereThatNeedsAnApproval() {
    try (TestHub hub =
        TestHub.with(TestHub.UNLIMITED, Map.of("CARAVAN_APPROVALS_ALLOW_SELF", "false"))) {
      String own = hub.key("approver", null);
      String id = send(hub, own);
      String path = "/api/v1/messaging/proactive/" + id + "/content";
      approve(hub, id, hub.key("approver", null));
      hub.until(id, "sent");

      TestHub.Answer refused = hub.call("PUT", path, "{\"content\": \"x\"}", own, Map.of());

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.response().body()).contains("four_eyes");
      String other = hub.key("approver", null);
      assertThat(hub.call("PUT", path, "{\"content\": \"x\"}", other, Map.of()).status())
          .isEqualTo(200);
    }
  }

  private static String send(TestHub hub, String key) {
    String body = Json.write(TestHub.said("intern", "C0EYES", "Hello", Map.of()));
    return String.valueOf(
        hub.call("POST", "/api/v1/messaging/proactive/send", body, key, Map.of()).text("id"));
  }

  private static int approve(TestHub hub, String id, String key) {
    return hub.call("POST", "/api/v1/messaging/proactive/approve/" + id, "{}", key, Map.of())
        .status();
  }
}
