package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.TestHub.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's curls and programs do what it says, against a home that has nothing of its own. */
class MessagingGuideTest {
  private static final Path GUIDE = Path.of("docs/MESSAGING_GUIDE.md");
  private static final Pattern PROGRAM = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
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
  @ValueSource(strings = {"Proactive", "Scheduled"})
  void every_curl_of_a_chapter_is_answered_in_its_order(String chapter) throws IOException {
    List<Curl> curls = Curl.of(GUIDE, chapter);
    assertThat(curls).hasSizeGreaterThan(14);
    String id = "none";
    for (Curl curl : curls) {
      Curl meant = new Curl(curl.method(), curl.path().replace("$ID", id), curl.body());
      // What is edited or taken back has to have gone.
      if (meant.path().endsWith("/content") || meant.path().endsWith("/recall")) {
        hub.until(id, "sent");
      }

      Answer answer = meant.run(hub);

      assertThat(answer.status())
          .as("%s %s: %s", meant.method(), meant.path(), answer.response().body())
          .isBetween(200, 202);
      String made = answer.text("id");
      if (made != null
          && List.of("next_runs", "correlation_id").stream().anyMatch(answer.body()::containsKey)) {
        id = made;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void every_program_runs_and_leaves_its_schedule(int which) throws Exception {
    List<String> programs =
        PROGRAM
            .matcher(Files.readString(GUIDE))
            .results()
            .map((MatchResult r) -> r.group(1))
            .toList();
    assertThat(programs).hasSize(2);
    String name = List.of("daily-report", "weekly-summary").get(which);
    hub.send("autonomous", "C0GUIDE", "For the summary");

    String said = python(programs.get(which));

    assertThat(said).contains("Europe/Berlin");
    assertThat(hub.get("/api/v1/messaging/schedule/list?agent_id=autonomous").items())
        .anySatisfy(
            s ->
                assertThat(s)
                    .containsEntry("name", name)
                    .containsEntry("status", "active")
                    .containsEntry("timezone", "Europe/Berlin"));
  }

  private static String python(String program) throws Exception {
    Path file = Files.writeString(Files.createTempFile("guide", ".py"), program);
    ProcessBuilder builder =
        new ProcessBuilder("python3", file.toString()).redirectErrorStream(true);
    builder.environment().put("CARAVAN_API", "http://127.0.0.1:" + hub.port + "/api/v1");
    builder.environment().put("CARAVAN_TOKEN", "admin-token");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "python3 runs the programs of docs/MESSAGING_GUIDE.md here, and is not on this machine's path; install it to run this test.",
          e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
