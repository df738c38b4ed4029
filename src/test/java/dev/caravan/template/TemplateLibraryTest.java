package dev.caravan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.cache.Caches;
import dev.caravan.cache.Kept;
import dev.caravan.message.Format;
import dev.caravan.message.Refused;
import dev.caravan.message.Wording;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Named templates, their versions, and what another node knows of them. */
class TemplateLibraryTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final MovedClock clock = new MovedClock();
  private final Caches caches = new Caches(clock);
  private Database database;
  private TemplateLibrary here;
  private TemplateLibrary there;

  @BeforeEach
  void open() {
    database = TestPostgres.migrated();
    here = new TemplateLibrary(database.jdbi(), clock, caches);
    there = new TemplateLibrary(database.jdbi(), clock, new Caches(clock));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void each_put_is_a_version_and_the_newest_is_what_the_name_means() {
    assertThat(here.put("news", body("one"), "tests").made()).isTrue();
    assertThat(here.put("news", body("two"), "tests").made()).isFalse();
    assertThat(here.put("news", body("two"), "others").template().version()).isEqualTo(2);

    assertThat(here.find("news")).get().extracting(t -> t.body().text()).isEqualTo("two");
    assertThat(here.find("news", 1)).get().extracting(t -> t.body().text()).isEqualTo("one");
    assertThat(here.versions("news", 100, 10))
        .extracting(NamedTemplate::version)
        .containsExactly(2, 1);
    assertThat(here.versions("news", 2, 10)).extracting(NamedTemplate::version).containsExactly(1);
  }

  @Test
  void a_deleted_name_means_nothing_and_its_versions_count_on() {
    here.put("news", body("one"), "tests");
    here.delete("news", "tests");

    assertThat(here.find("news")).isEmpty();
    assertThat(here.page(null, 10)).isEmpty();
    assertThat(here.find("news", 1)).isPresent();
    assertThatThrownBy(() -> here.delete("news", "tests")).isInstanceOf(Refused.class);

    TemplateLibrary.Put again = here.put("news", body("one"), "tests");
    assertThat(again.made()).isTrue();
    assertThat(again.template().version()).isEqualTo(2);
  }

  @Test
  void another_node_follows_each_change() {
    assertThat(there.find("news")).isEmpty();

    here.put("news", body("one"), "tests");
    there.refresh();
    assertThat(there.find("news")).get().extracting(t -> t.body().text()).isEqualTo("one");

    here.put("news", body("two"), "tests");
    there.refresh();
    assertThat(there.find("news")).get().extracting(t -> t.body().text()).isEqualTo("two");

    here.delete("news", "tests");
    there.refresh();
    assertThat(there.find("news")).isEmpty();
  }

  @Test
  void the_names_come_in_their_order_page_by_page() {
    List.of("b", "c", "a").forEach(name -> here.put(name, body(name), "tests"));

    assertThat(here.page(null, 2)).extracting(NamedTemplate::name).containsExactly("a", "b");
    assertThat(here.page("b", 2)).extracting(NamedTemplate::name).containsExactly("c");
  }

  @Test
  void an_unknown_name_is_told_with_the_nearest() {
    here.put("order-update", body("x"), "tests");

    assertThat(here.unknown("template_name", "order-updat").message())
        .contains("Did you mean 'order-update'?");
  }

  @Test
  void a_known_template_costs_no_statement_for_ten_minutes() {
    here.put("news", body("one"), "tests");
    here.find("news");
    here.find("news");
    assertThat(caches.stats(Kept.NAMED_TEMPLATES).hitCount()).isEqualTo(1);
    assertThat(caches.stats(Kept.NAMED_TEMPLATES).missCount()).isEqualTo(1);

    clock.forward(Duration.ofMinutes(11));
    here.find("news");
    assertThat(caches.stats(Kept.NAMED_TEMPLATES).missCount()).isEqualTo(2);
  }

  @Test
  void a_draft_takes_the_newest_version_with_its_defaults_and_its_format() {
    Drafts drafts = new Drafts(here, new Templates(caches));
    here.put(
        "news",
        new NamedTemplate.Body(
            "{{agent_name}}, {{date}}: {{what}} {{why}}",
            Format.MARKDOWN,
            null,
            Map.of("why", "*because*")),
        "tests");

    Drawn drawn = drafts.draw(draft("news", null, Map.of("what", "5 > 4")), "reporter", NOON);

    assertThat(drawn).isInstanceOf(Drawn.Text.class);
    Drawn.Text text = (Drawn.Text) drawn;
    assertThat(text.text()).isEqualTo("reporter, 2026\\-03\\-03: 5 \\> 4 \\*because\\*");
    assertThat(text.format()).isEqualTo(Format.MARKDOWN);
    assertThat(text.from().version()).isEqualTo(1);
  }

  @Test
  void a_draft_that_makes_no_text_says_why() {
    Drafts drafts = new Drafts(here, new Templates(caches));

    assertThat(code(drafts, draft("nws", null, Map.of()))).isEqualTo("template_unknown");
    assertThat(code(drafts, draft(null, "{{", Map.of()))).isEqualTo("template_faulty");
    assertThat(code(drafts, draft(null, " {{^a}}{{/a}}", Map.of()))).isEqualTo("template_blank");
    assertThat(code(drafts, draft(null, "{{a}}", Map.of()))).isEqualTo("template_variable_missing");
  }

  private static String code(Drafts drafts, Wording.Draft draft) {
    return ((Drawn.Undrawn) drafts.draw(draft, "reporter", NOON)).faults().get(0).code();
  }

  private static Wording.Draft draft(
      @Nullable String name, @Nullable String text, Map<String, Object> variables) {
    Wording.Occasion inTarawa = new Wording.Occasion(ZoneId.of("Pacific/Tarawa"), null, 1);
    return new Wording.Draft(name, text, variables, null, inTarawa);
  }

  private static NamedTemplate.Body body(String text) {
    return new NamedTemplate.Body(text, Format.PLAIN, null, Map.of());
  }
}
