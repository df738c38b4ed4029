package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.wiring.CommandLine;
import dev.caravan.wiring.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} and {@code export}, with neither database nor HTTP. */
class CommandsTest {
  private final Path home;

  CommandsTest(@TempDir Path home) {
    this.home = home;
  }

  private record Ran(int status, String out) {}

  private Ran run(String command, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        CommandLine.command(
            command,
            List.of(arguments),
            Settings.load(Map.of("CARAVAN_HOME", home.toString())),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Ran(status, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsExportedIsValidAndNeverOverwritten() throws IOException {
    assertThat(run("export", "flow/govern").status()).isZero();
    Path file = home.resolve("routes/flow/govern.camel.yaml");
    assertThat(file).hasContent(Site.builtIn("flow/govern"));
    assertThat(run("validate")).isEqualTo(new Ran(0, "Valid: " + home.resolve("routes") + "\n"));
    assertThat(run("export", "flow/govern").out()).contains("there already");
    assertThat(run("export", "flow/govrn").out()).contains("there are", "flow/govern");
    assertThat(run("export").status()).isEqualTo(1);
  }

  @Test
  void everyBeanThatIsWrongIsToldAndNotTheFirstAlone() throws IOException {
    Files.writeString(
        Files.createDirectories(home.resolve("routes/flow")).resolve("govern.camel.yaml"),
        Site.policyWith(
            """
            - bean:
                ref: governence
                method: "hold(${body}, 'One')"
            - bean:
                ref: governance
                method: "holdd(${body}, 'Two')"
            - bean:
                ref: governance
                method: "hold(${body}, 'Three')"
            - to:
                uri: htps
                parameters:
                  httpUri: example.org
            """));
    Ran ran = run("validate");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out().lines().filter(line -> line.startsWith("flow/govern.camel.yaml, line")))
        .hasSize(3)
        .anyMatch(line -> line.contains("governence"))
        .anyMatch(line -> line.contains("holdd"))
        .anyMatch(line -> line.contains("htps"));
  }

  @Test
  void whoeverAsksForHelpGetsIt() {
    assertThat(run("--help").status()).isZero();
    assertThat(run("--help").out()).contains("validate [folder]", "export flow/govern");
    assertThat(run("valdate").status()).isEqualTo(2);
  }

  @Test
  void everyFaultIsToldWithItsFileAndLine() throws IOException {
    Path platform = Files.createDirectories(home.resolve("routes/platform"));
    Files.writeString(
        platform.resolve("slack.camel.yaml"),
        Site.builtIn("platform/slack").replace("ref: slack", "ref: slak"));
    Files.writeString(
        Files.createDirectories(home.resolve("routes/flow")).resolve("dispatch.camel.yaml"),
        Site.builtIn("flow/dispatch").replace("body.platform", "body.target.platform"));
    Files.writeString(home.resolve("connections.yaml"), "connections: [{name: X}]\n");
    Ran ran = run("validate");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains("platform/slack.camel.yaml, line 14: there is no bean 'slak'; there are ")
        .contains("did you mean slack?")
        .contains("flow/dispatch.camel.yaml, line 14: ${body.target.platform} leads nowhere")
        .contains("did you mean message.target?")
        .contains("connections.yaml, line 1");
  }

  @Test
  void whatCamelSaysIsToldInTheWordsOfWhoeverWroteTheFile() throws IOException {
    Path flow = Files.createDirectories(home.resolve("routes/flow"));
    Files.writeString(
        flow.resolve("govern.camel.yaml"),
        Site.policyWith(
            "- bean:\n    id: govern-board\n    ref: governance\n    method: \"holdd(${body}, 'No.')\"\n"));
    Path bridge = Files.createDirectories(home.resolve("routes/bridge"));
    Files.writeString(
        bridge.resolve("out.camel.yaml"),
        """
        - route:
            id: bridge-out
            description: What comes goes out.
            from:
              id: bridge-out-from
              uri: direct
              parameters:
                name: out
              steps:
                - to:
                    id: bridge-out-to
                    uri: htps
                    parameters:
                      httpClientConfigurer: "#responseTimeout"
        """);
    assertThat(run("validate").out())
        .containsPattern(
            "flow/govern.camel.yaml, line \\d+: the bean 'governance' has no method 'holdd'; there are .*did you mean hold")
        .containsPattern(
            "bridge/out.camel.yaml, line 12: there is no component 'htps'; there are .*did you mean http")
        .doesNotContain("dev.caravan.");
  }

  @Test
  void aRouteWithoutJavaIsCheckedAgainstItsLetterAndItsAnswer() throws IOException {
    Path platform = Files.createDirectories(home.resolve("routes/platform"));
    Files.writeString(
        platform.resolve("mattermost.camel.yaml"),
        Site.builtIn("platform/mattermost")
            .replace("${body.recipientId}", "${body.recipient}")
            .replace("'/id'", "'id'")
            .replace("'/api/v4/posts'", "'api/v4/posts'"));
    assertThat(run("validate").out())
        .contains("line 18: ${body.recipient} leads nowhere: Letter has no 'recipient'")
        .contains("write for example outcome(${exchange}, '/id')")
        .contains("post() needs a path of the connection, not 'api/v4/posts'");
  }

  @Test
  void aPlatformThatNoRouteServesIsTold() throws IOException {
    Files.writeString(
        home.resolve("connections.yaml"),
        """
        platforms:
          - {id: gotify, name: Gotify, recipients: "[0-9]+", example: "1", textLimit: 1000, credentials: [token]}
        connections:
          - {name: slack, platform: slack, sandbox: true}
          - {name: phones, platform: gotify, baseUrl: "http://127.0.0.1:9", credentials: {token: t}}
        """);
    Ran ran = run("validate");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "connections[1].platform is 'gotify', but no route platform-gotify runs; put it into platform/gotify.camel.yaml.");
  }

  @Test
  void aMistypedVariableIsTold() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandLine.command(
        "validate",
        List.of(),
        Settings.load(Map.of("CARAVAN_HOME", home.toString(), "CARAVAN_PROT", "8081")),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "CARAVAN_PROT is no setting of the hub, and is ignored; did you mean CARAVAN_PORT?");
  }
}
