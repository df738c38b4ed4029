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
        .contains("platform/slack.camel.yaml, line 14: No bean could be found")
        .contains("flow/dispatch.camel.yaml, line 14: ${body.target.platform} leads nowhere")
        .contains("did you mean message.target?")
        .contains("connections.yaml, line 1");
  }
}
