package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFaultsTest {
  private static final Outside OUTSIDE = new Outside();

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  @AfterEach
  void behave() throws Exception {
    OUTSIDE.api("DELETE", "faults", "");
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, rate_limit, 400, 130429",
    "whatsapp, server_error, 500, 131016",
    "whatsapp, reject, 400, 131026",
    "messenger, rate_limit, 400, 613",
    "messenger, server_error, 500, 2",
    "messenger, reject, 400, 551"
  })
  void eachMisbehavesInMetasForm(String platform, String mode, int status, int code)
      throws Exception {
    set(platform, mode, 30);

    Outside.Reply reply = post(platform);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(code);
    assertThat(reply.header("X-Business-Use-Case-Usage")).isEmpty();
    assertThat(OUTSIDE.farSide.received().count(Wanted.ALL)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"whatsapp, 100000000000001", "messenger, 200000000000002"})
  void aLongSilenceIsSaidInMinutes(String platform, String node) throws Exception {
    set(platform, "rate_limit", 90);

    assertThat(post(platform).header("X-Business-Use-Case-Usage"))
        .contains("\"" + node + "\":[{", "\"estimated_time_to_regain_access\":2");
  }

  private static void set(String platform, String mode, int retryAfter) throws Exception {
    String fault = "{'platform':'%s','mode':'%s','rate':1,'retry_after':%d}";
    OUTSIDE.api("PUT", "faults", fault.formatted(platform, mode, retryAfter).replace('\'', '"'));
  }

  private static Outside.Reply post(String platform) throws Exception {
    return platform.equals("whatsapp")
        ? GraphPosts.whatsapp(OUTSIDE, "16505551234", "'text':{'body':'x'}")
        : GraphPosts.messenger(OUTSIDE, "5275811702471834", "'message':{'text':'x'}");
  }
}
