package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.message.Reason;
import dev.caravan.message.WaitingFor;
import dev.caravan.message.Word;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/RUNBOOK.md knows every word that a human can be told, and what it says to type works. */
class RunbookTest {
  private static final Pattern PATH = Pattern.compile("/api/v1/[A-Za-z0-9_/${}<>-]*[A-Za-z0-9}>]");
  private static final Pattern GET = Pattern.compile("^curl -sS -H \"\\$A\" \"?\\$H(/[^\" ]+)\"?$");

  private static TestHub hub;
  private static final Runbook RUNBOOK = Runbook.read();

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void every_reason_everything_waited_for_and_every_notice_has_its_section() {
    Set<String> words = new TreeSet<>(Word.words(Reason.class));
    words.addAll(Word.words(WaitingFor.class));
    words.addAll(Word.words(Trouble.class));

    assertThat(RUNBOOK.sections().keySet()).containsAll(words);
  }

  @Test
  void every_section_says_what_is_seen_what_to_type_and_what_to_do() {
    assertThat(RUNBOOK.sections())
        .allSatisfy(
            (word, section) ->
                assertThat(section)
                    .containsPattern("(?m)^\\*\\*Seen\\*\\* \\S")
                    .containsPattern("(?m)^(curl|select) \\S")
                    .containsPattern("(?m)^\\*\\*Do\\*\\* \\S"));
  }

  @Test
  void every_path_that_is_printed_exists() {
    List<String> known = templates();
    Matcher path = PATH.matcher(RUNBOOK.text());
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    while (path.find()) {
      String asked = path.group().replaceAll("\\$[A-Z]+|<[a-z]+>|\\{[a-z]+}", "X");
      if (known.stream().noneMatch(asked::matches)) {
        unknown.add(path.group());
      }
      found++;
    }

    assertThat(found).isGreaterThan(50);
    assertThat(unknown).isEmpty();
  }

  @Test
  void every_lookup_that_is_printed_is_answered() {
    String id = String.valueOf(hub.send("autonomous", "C0RUNBOOK", "Hello").text("id"));
    List<String> paths =
        RUNBOOK.lines("curl").stream()
            .map(GET::matcher)
            .filter(Matcher::matches)
            .map(m -> m.group(1))
            .distinct()
            .toList();

    assertThat(paths).hasSizeGreaterThan(8);
    for (String path : paths) {
      String asked = path.replace("$ID", id).replace("$C", "slack").replace("$R", "C0RUNBOOK");
      assertThat(hub.get(asked).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void every_query_that_is_printed_runs() {
    List<String> queries = RUNBOOK.lines("select");

    assertThat(queries).hasSizeGreaterThan(8);
    queries.stream()
        .map(query -> query.replaceAll(";$", ""))
        .forEach(query -> hub.sql("create temp table looked as " + query));
  }

  /** The paths of the API's document, each as an expression. */
  private static List<String> templates() {
    Map<?, ?> paths =
        (Map<?, ?>) Objects.requireNonNull(hub.get("/api/v1/openapi.json").body().get("paths"));
    return paths.keySet().stream()
        .map(path -> String.valueOf(path).replaceAll("\\{[^}]+}", "[^/]+"))
        .toList();
  }
}
