package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.caravan.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What an engineer may do to the route files of a running hub. */
class LiveRoutesTest {
  private static final String CAREFUL =
      """
      - choice:
          id: govern-careful
          when:
            - id: govern-careful-when
              simple:
                expression: "${body.message.target.recipientId} == 'C0CAREFUL'"
              steps:
                - bean:
                    id: govern-careful-hold
                    ref: governance
                    method: "hold(${body}, 'A human reads this channel first.')"
      """;

  private static TestHub hub;
  private static Site site;

  @BeforeAll
  static void start() {
    hub = TestHub.unlimited();
    site = Site.of(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void aFileThatIsRefusedIsToldInOneLineWithItsNameAndEveryFault() throws IOException {
    Path inbox = Files.createDirectories(hub.home.resolve("refused"));
    site.write(
        "reports",
        """
        - route:
            id: reports
            description: Each file of the folder is a message.
            from:
              id: reports-from
              uri: file
              parameters:
                directoryName: "%s"
                delay: "100"
                moveFailed: .failed
              steps:
                - convertBodyTo:
                    id: reports-text
                    type: String
                - to:
                    id: reports-send
                    uri: direct
                    parameters:
                      name: send
        """
            .formatted(inbox));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try {
      TestHub.until("it runs", () -> "reports".equals(site.route("reports").get("id")));
      Files.writeString(inbox.resolve("monday.json"), "{\"agent_id\": \"autonomus\"}");
      TestHub.until(
          "it is put aside", () -> Files.exists(inbox.resolve(".failed").resolve("monday.json")));
    } finally {
      root.detachAppender(log);
    }

    assertThat(List.copyOf(log.list))
        .filteredOn(event -> event.getFormattedMessage().contains("autonomus"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARN);
              assertThat(event.getThrowableProxy()).isNull();
              assertThat(event.getFormattedMessage())
                  .contains("reports", "monday.json", "'content' is required", "'platform' or");
            });
    site.delete("reports");
  }

  @Test
  void aNewRouteOfTheSiteDelivers() throws IOException {
    Path inbox = Files.createDirectories(hub.home.resolve("inbox"));
    String text =
        """
        - route:
            id: bridge-inbox
            description: Each file of the folder is a message.
            from:
              id: bridge-inbox-from
              uri: file
              parameters:
                directoryName: "%s"
                delay: "100"
              steps:
                - to:
                    id: bridge-inbox-send
                    uri: direct
                    parameters:
                      name: send
        """
            .formatted(inbox.toAbsolutePath());
    site.write("bridge/inbox", text);
    site.inForce("bridge/inbox", text);
    Files.writeString(
        inbox.resolve("a.json"),
        Site.json(
            Map.of(
                "agent_id",
                "autonomous",
                "platform",
                "slack",
                "recipient_id",
                "C0INBOX",
                "content",
                "By file")));
    TestHub.until("the file's message arrives", () -> hub.received("C0INBOX").size() == 1);
    site.delete("bridge/inbox");
    TestHub.until("its route is gone", () -> site.route("bridge/inbox").isEmpty());
  }

  @Test
  void aChangedPolicyHoldsAndItsDeletionFreesAgain() {
    site.write("flow/govern", Site.policyWith(CAREFUL));
    site.inForce("flow/govern", Site.policyWith(CAREFUL));
    assertThat(site.route("flow/govern")).containsEntry("shadows", "built-in");
    assertThat(hub.send("autonomous", "C0CAREFUL", "Careful").status()).isEqualTo(202);
    assertThat(hub.send("autonomous", "C0GENERAL", "Free").status()).isEqualTo(201);
    assertThat(String.valueOf(site.policyChanges().get(0).get("detail")))
        .contains("flow/govern.camel.yaml", "hash");
    site.delete("flow/govern");
    TestHub.until(
        "the built-in policy is back",
        () -> "built-in".equals(site.route("flow/govern").get("source")));
    assertThat(hub.send("autonomous", "C0CAREFUL", "Free again").status()).isEqualTo(201);
  }

  static Stream<Arguments> faulty() {
    String bean = "- bean:\n    ref: %s\n    method: judge\n";
    String gated = onlyWhen("maturity", "${body.agent.maturity} != 'AUTONOMOUS'", "");
    String unstoppable = onlyWhen("killSwitch", "${body.agent.name} == 'nobody'", "");
    String stoppedAtSubmit = onlyWhen("killSwitch", "${body.moment} == 'SUBMIT'", "");
    String loose =
        onlyWhen(
            "maturity",
            "${body.message.sender.origin} != 'MONITOR'",
            """
            otherwise:
              steps:
                - bean:
                    ref: governance
                    method: "allow(${body}, 'Alarms are for everybody.')"
            """);
    return Stream.of(
        Arguments.of("no YAML", "- route: [", "no YAML"),
        Arguments.of("unknown EIP", Site.policyWith("- holdIt: {}"), "holdIt"),
        Arguments.of("missing bean", Site.policyWith(bean.formatted("nope")), "nope"),
        Arguments.of(
            "bad simple",
            Site.policyWith("- filter: {simple: '${bodyy(}', steps: [{stop: {}}]}"),
            "bodyy"),
        Arguments.of(
            "unknown option",
            Site.policyWith("- to: {uri: log, parameters: {loggerName: a, colour: red}}"),
            "colour"),
        Arguments.of("unknown component", Site.policyWith("- to: {uri: 'nosuch:thing'}"), "nosuch"),
        Arguments.of(
            "missing property", Site.policyWith("- to: 'log:{{no.such.key}}'"), "no.such.key"),
        Arguments.of(
            "dangling direct", Site.policyWith("- to: 'direct:nowhere'"), "direct:nowhere"),
        Arguments.of(
            "second route", Site.policyWith("") + Site.builtIn("flow/dispatch"), "second route"),
        Arguments.of(
            "misspelt field",
            Site.policyWith(
                "- filter: {simple: \"${body.recipient_id} == 'C0'\", steps: [{stop: {}}]}"),
            "recipientId"),
        Arguments.of(
            "no maturity step",
            Site.builtIn("flow/govern").replace("ref: maturity", "ref: agentLive"),
            "without the kill switch and maturity steps the policy is refused"),
        Arguments.of("AUTONOMOUS unjudged", gated, "no rule spoke"),
        Arguments.of("kill switch never asked", unstoppable, "a stop would not hold it"),
        Arguments.of("kill switch not asked at send", stoppedAtSubmit, "a stop would not hold it"),
        Arguments.of("a STUDENT's alarm", loose, "on a STUDENT's monitor it would be sent"),
        Arguments.of(
            "a lost case", Site.policyWith("- setBody: {constant: 'gone'}"), "lost the case"));
  }

  /** The built-in policy with one of its steps in a branch. */
  private static String onlyWhen(String ref, String condition, String otherwise) {
    String choice =
        """
        - choice:
            when:
              - simple: "%s"
                steps:
                  - bean:
                      ref: %s
                      method: judge
        """
                .formatted(condition, ref)
                .indent(8)
            + otherwise.indent(12);
    String policy = Site.builtIn("flow/govern");
    String branched =
        policy.replaceFirst(
            " {8}- bean:\n {12}id: \\S+\n {12}description: .*\n {12}ref: "
                + ref
                + "\n {12}method: judge\n",
            Matcher.quoteReplacement(choice));
    assertThat(branched).isNotEqualTo(policy);
    return branched;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void aFaultyPolicyLeavesTheOldInForce(String name, String text, String told) {
    site.write("flow/govern", text);
    TestHub.until(name + " is told", () -> site.error("flow/govern").contains(told));
    assertThat(site.route("flow/govern")).containsEntry("status", "degraded");
    assertThat(site.health()).startsWith("200 ").contains("DEGRADED", "flow/govern");
    assertThat(hub.send("autonomous", "C0GENERAL", "Still").status()).isEqualTo(201);
    assertThat(hub.send("student", "C0GENERAL", "Still not").status()).isEqualTo(403);
    site.delete("flow/govern");
    TestHub.until(
        "all is well again", () -> "in_force".equals(site.route("flow/govern").get("status")));
    assertThat(site.health()).startsWith("200 ").doesNotContain("DEGRADED");
  }

  @Test
  void aPlatformWithoutStepsIsRefused() {
    String bare = Site.builtIn("platform/slack").replaceAll("(?s)steps:.*", "steps: []");
    site.write("platform/slack", bare);
    TestHub.until("it is told", () -> site.error("platform/slack").contains("no output"));
    TestHub.Answer sent = hub.send("autonomous", "C0GENERAL", "By the old route");
    hub.until(sent.text("id"), "sent");
    site.delete("platform/slack");
    TestHub.until("all is well again", () -> site.error("platform/slack").equals("null"));
  }

  private static final String BROKEN =
      """
      - setVariable:
          id: platform-telegram-broken
          name: broken
          simple: "${body.recipientId.nothing}"
      """;

  @Test
  void whatFailsBeforeAnythingLeftTheHubIsTriedAgain() {
    String telegram = Site.builtIn("platform/telegram");
    String text =
        telegram.replaceFirst("steps:\n", Matcher.quoteReplacement("steps:\n" + BROKEN.indent(8)));
    site.write("platform/telegram", text);
    site.inForce("platform/telegram", text);
    String id = telegram("424201");
    TestHub.until("it was tried", () -> !hub.attempts(id).isEmpty());

    assertThat(hub.attempts(id).get(0).toString())
        .contains("retry", "route_failed", "before anything was sent")
        .contains("at platform-telegram, step platform-telegram-broken, line 11");
    site.delete("platform/telegram");
    TestHub.until(
        "the built-in is back",
        () -> "built-in".equals(site.route("platform/telegram").get("source")));
    hub.clock.forward(java.time.Duration.ofMinutes(1));
    hub.until(id, "sent");
    assertThat(hub.arrived("424201")).isEqualTo(1);
  }

  @Test
  void whatFailsAfterTheCallMayHaveArrived() {
    String text = Site.builtIn("platform/telegram") + BROKEN.indent(8);
    site.write("platform/telegram", text);
    site.inForce("platform/telegram", text);
    String id = telegram("424202");

    hub.until(id, "unknown");
    assertThat(hub.arrived("424202")).isEqualTo(1);
    site.delete("platform/telegram");
    TestHub.until(
        "the built-in is back",
        () -> "built-in".equals(site.route("platform/telegram").get("source")));
  }

  private static String telegram(String recipient) {
    return String.valueOf(
        hub.send("autonomous", recipient, "Hello", Map.of("platform", "telegram")).text("id"));
  }

  @Test
  void aChangedConnectionsFileIsTakenOverUnlessItIsWrong() throws IOException {
    Path file = hub.home.resolve("connections.yaml");
    Files.writeString(
        file,
        TestHub.UNLIMITED
            + "  - {name: slack-two, platform: slack, sandbox: true, limits: none}\n");
    TestHub.until(
        "the third connection is there",
        () ->
            hub.get("/api/v1/queues").items().stream()
                .anyMatch(q -> "slack-two".equals(q.get("connection"))));
    Files.writeString(
        file,
        """
        platforms:
          - {id: gotify, recipients: "[0-9]+", example: "1", textLimit: 1000, credentials: [token]}
        """
            + TestHub.UNLIMITED
            + "  - {name: phones, platform: gotify, baseUrl: 'http://127.0.0.1:9', credentials: {token: t}}\n");
    TestHub.until(
        "the platform without a route is told",
        () -> site.health().contains("no route platform-gotify runs; put it into"));
    Files.writeString(file, "connections: [{name: X}]\n");
    TestHub.until("the fault is told", () -> site.health().contains("connections.yaml"));
    assertThat(hub.send("autonomous", "C0GENERAL", "Still").status()).isEqualTo(201);
    Files.writeString(file, TestHub.UNLIMITED);
    TestHub.until("all is well again", () -> !site.health().contains("DEGRADED"));
  }
}
