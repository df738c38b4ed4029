package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/ERRORS.md says with which codes a submission is denied, and with which it is refused. */
class DeniedCodesTest {
  private static final String SITE =
      """
      - choice:
          when:
            - simple: "${body.message.target.recipientId} == 'C0SITE'"
              steps:
                - bean:
                    ref: governance
                    method: "deny(${body}, 'Nobody writes there.')"
      """;

  @Test
  void theCodesOfADenialAreThoseThatSubmissionsAreDeniedWith() throws IOException {
    try (TestHub hub = TestHub.unlimited()) {
      Site site = Site.of(hub);
      site.write("flow/govern", Site.policyWith(SITE));
      site.inForce("flow/govern", Site.policyWith(SITE));
      String bare = hub.agent("AUTONOMOUS");
      hub.patch("/api/v1/agents/" + bare, Map.of("grants", List.of()));
      flag(hub, "C0OUT", "opted_out_at");
      flag(hub, "C0DEAD", "dead_since");
      String retired =
          String.valueOf(hub.get("/api/v1/agents/" + hub.agent("AUTONOMOUS")).text("id"));
      hub.delete("/api/v1/agents/" + retired);
      TestHub.until(
          "the recipients are known",
          () ->
              hub.send("autonomous", "C0DEAD", "x").status() == 422
                  && hub.send("autonomous", "C0OUT", "x").status() == 403);

      Set<String> denied = new TreeSet<>();
      denied.add(code(hub.send("student", "C0ANY", "x"), 403));
      denied.add(code(hub.send(bare, "C0ANY", "x"), 403));
      denied.add(code(hub.send("autonomous", "C0OUT", "x"), 403));
      denied.add(code(hub.send("autonomous", "C0SITE", "x"), 403));
      policy(hub, "C0QUIET", Map.of("quiet_hours", quietNow(hub.clock.instant())));
      denied.add(code(hub.send("autonomous", "C0QUIET", "x"), 403));
      Map<String, Object> cap = Map.of("count", 1, "per", "1d", "action", "drop");
      policy(hub, "C0CAP", Map.of("frequency", List.of(cap)));
      hub.until(hub.send("autonomous", "C0CAP", "x").text("id"), "sent");
      denied.add(code(hub.send("autonomous", "C0CAP", "x"), 403));

      assertThat(denied).isEqualTo(told());
      assertThat(code(hub.send("autonomous", "C0DEAD", "x"), 422)).isEqualTo("recipient_dead");
      assertThat(code(hub.send(retired, "C0ANY", "x"), 422)).isEqualTo("agent_unknown");
    }
  }

  private static void policy(TestHub hub, String recipient, Map<String, ?> policy) {
    String path = "/api/v1/recipients?connection=slack&recipient_id=" + recipient;
    assertThat(hub.put(path, policy).status()).isEqualTo(200);
  }

  private static Map<String, String> quietNow(Instant now) {
    LocalTime time = LocalTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    return Map.of(
        "from",
        time.minusHours(1).toString(),
        "to",
        time.plusHours(2).toString(),
        "action",
        "drop");
  }

  private static void flag(TestHub hub, String recipient, String column) {
    hub.sql(
        "insert into recipients (connection, recipient_id, dead_reason, updated_at, "
            + column
            + ") values ('slack', ?, 'recipient_unknown', now(), timestamptz '"
            + hub.clock.instant()
            + "')",
        recipient);
  }

  private static String code(TestHub.Answer answer, int status) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    Matcher code = Pattern.compile("\"code\":\"([a-z_]+)\"").matcher(answer.response().body());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private static Set<String> told() throws IOException {
    String errors = Files.readString(Path.of("docs/ERRORS.md"));
    String list =
        errors.split("answers 403 with the reason as its code:", 2)[1].split("[;.]", 2)[0];
    return Pattern.compile("`([a-z_]+)`")
        .matcher(list)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
