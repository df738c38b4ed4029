package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.delivery.Ending;
import dev.caravan.message.Reason;
import dev.caravan.message.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker/alerts.yaml: rules of Prometheus over meters, labels and words that there are. */
class AlertsTest {
  private static final Pattern METER = Pattern.compile("caravan_[a-z_]+");
  private static final Pattern MATCHER = Pattern.compile("([a-z]+)=~?\"([^\"]+)\"");
  private static final Pattern GROUPED = Pattern.compile("by \\(([a-z, ]+)\\)");

  private final List<Map<?, ?>> rules = rules();

  @Test
  void every_rule_has_what_prometheus_needs_and_what_a_human_needs() {
    assertThat(rules).hasSizeGreaterThan(5);
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.get("alert")).asString().matches("Caravan[A-Z][A-Za-z]+");
              assertThat(rule.get("expr")).asString().isNotBlank();
              assertThat(map(rule, "labels").get("severity")).isIn("page", "ticket");
              assertThat(map(rule, "annotations").get("summary")).asString().isNotBlank();
              if (rule.get("for") != null) {
                assertThat(rule.get("for")).asString().matches("[0-9]+[mh]");
              }
            });
    assertThat(rules).extracting(rule -> rule.get("alert")).doesNotHaveDuplicates();
  }

  @Test
  void every_meter_and_label_is_one_that_the_hub_has() throws IOException {
    String table = Files.readString(Path.of("docs/DELIVERY.md"));
    Set<String> named = new TreeSet<>();
    for (Map<?, ?> rule : rules) {
      Matcher meter = METER.matcher(String.valueOf(rule.get("expr")));
      while (meter.find()) {
        named.add(meter.group().replaceFirst("_bucket$", ""));
      }
      Matcher grouped = GROUPED.matcher(String.valueOf(rule.get("expr")));
      while (grouped.find()) {
        assertThat(List.of("connection", "outcome", "reason", "le"))
            .containsAll(List.of(grouped.group(1).split(", ")));
      }
    }

    assertThat(named).isSubsetOf(MetersTest.PROMISED).hasSizeGreaterThan(4);
    assertThat(named).allSatisfy(meter -> assertThat(table).contains("| `" + meter + "` |"));
  }

  @Test
  void every_word_that_is_matched_is_one_of_its_set() {
    int words = 0;
    for (Map<?, ?> rule : rules) {
      Matcher matcher = MATCHER.matcher(String.valueOf(rule.get("expr")));
      while (matcher.find()) {
        List<String> set =
            matcher.group(1).equals("outcome")
                ? Word.words(Ending.class)
                : Word.words(Reason.class);
        assertThat(set).containsAll(List.of(matcher.group(2).split("\\|")));
        words++;
      }
    }
    assertThat(words).isGreaterThan(3);
  }

  @Test
  void every_rule_leads_to_a_section_of_the_runbook() {
    Set<String> anchors = Runbook.read().anchors();

    assertThat(rules)
        .allSatisfy(
            rule -> {
              String link = String.valueOf(map(rule, "annotations").get("runbook"));
              assertThat(link).startsWith("docs/RUNBOOK.md#");
              assertThat(anchors).contains(link.substring(link.indexOf('#') + 1));
            });
  }

  @Test
  void the_runbook_names_only_alerts_that_there_are() {
    Matcher named = Pattern.compile("`(Caravan[A-Z][A-Za-z]+)`").matcher(Runbook.read().text());
    List<String> found = new ArrayList<>();
    while (named.find()) {
      found.add(named.group(1));
    }

    assertThat(found).hasSizeGreaterThan(3);
    assertThat(rules.stream().map(rule -> String.valueOf(rule.get("alert"))).toList())
        .containsAll(found);
  }

  private static Map<?, ?> map(Map<?, ?> rule, String key) {
    assertThat(rule.get(key)).isInstanceOf(Map.class);
    return (Map<?, ?>) rule.get(key);
  }

  private static List<?> list(Object map, String key) {
    return (List<?>) Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  private static List<Map<?, ?>> rules() {
    try {
      Object file =
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(Path.of("docker/alerts.yaml")));
      List<Map<?, ?>> rules = new ArrayList<>();
      for (Object group : list(file, "groups")) {
        for (Object rule : list(group, "rules")) {
          rules.add((Map<?, ?>) rule);
        }
      }
      return rules;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
