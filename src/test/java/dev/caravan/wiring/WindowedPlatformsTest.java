package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.HttpPlatform;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages to people on each platform that has windows, through the whole hub. */
class WindowedPlatformsTest {
  private static final String SEND = "/api/v1/messaging/proactive/send";
  private static final Map<String, Object> TEMPLATE =
      Map.of("name", "order_update", "language", "en_US", "parameters", List.of("4711"));
  private static TestHub hub;

  @BeforeAll
  static void open() {
    String connections =
        PlatformList.ids().stream()
            .map("- {name: %1$s, platform: %1$s, sandbox: true, assumeWindow: closed}\n"::formatted)
            .collect(Collectors.joining("  ", "connections:\n  ", ""));
    hub = TestHub.with(connections, Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  private interface Held {
    void hold(HttpPlatform platform);
  }

  private static Stream<DynamicTest> each(Held held) {
    return each(platform -> true, held);
  }

  private static Stream<DynamicTest> eachWithTemplates(Held held) {
    return each(p -> p.capabilities().features().contains(Feature.TEMPLATES), held);
  }

  private static Stream<DynamicTest> each(Predicate<HttpPlatform> which, Held held) {
    return PlatformList.ALL.stream()
        .filter(p -> !p.capabilities().lifetimes().window().isZero())
        .filter(which)
        .map(p -> DynamicTest.dynamicTest(p.id(), () -> held.hold(p)));
  }

  @TestFactory
  Stream<DynamicTest> a_person_who_never_wrote_is_refused_until_their_window_is_set() {
    return each(
        platform -> {
          TestHub.Answer refused = say(platform, person(platform, 1), Map.of());
          assertThat(refused.status()).isEqualTo(422);
          assertThat(refused.response().body()).contains("\"code\":\"window_closed\"");

          set(platform, person(platform, 1), soon());

          hub.until(taken(say(platform, person(platform, 1), Map.of())), "sent");
          hub.clock.forward(Duration.ofHours(2));
          assertThat(say(platform, person(platform, 1), Map.of()).status()).isEqualTo(422);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_message_for_later_fails_where_the_window_is_closed_by_then() {
    return each(
        platform -> {
          String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
          TestHub.Answer later = say(platform, person(platform, 2), Map.of("scheduled_for", at));
          assertThat(later.status()).isEqualTo(201);
          assertThat(String.valueOf(later.body().get("warnings"))).contains("window_closed");

          hub.clock.forward(Duration.ofHours(2));

          assertThat(hub.until(later.text("id"), "failed"))
              .containsEntry("error_reason", "window_closed");
          assertThat(hub.arrived(person(platform, 2))).isZero();
        });
  }

  @TestFactory
  Stream<DynamicTest> a_closed_window_is_met_by_the_template_and_an_open_one_by_the_text() {
    return eachWithTemplates(
        platform -> {
          Map<String, Object> both = Map.of("platform_template", TEMPLATE);
          String closed = taken(say(platform, person(platform, 3), both));
          assertThat(hub.until(closed, "sent")).containsEntry("platform_template", TEMPLATE);
          set(platform, person(platform, 3), soon());

          hub.until(taken(say(platform, person(platform, 3), both)), "sent");

          assertThat(hub.received(person(platform, 3))).hasSize(2);
          assertThat(hub.received(person(platform, 3)).get(0).get("text")).isNotEqualTo("Hello");
          assertThat(hub.received(person(platform, 3)).get(1).get("text")).isEqualTo("Hello");
        });
  }

  @TestFactory
  Stream<DynamicTest> a_dry_run_tells_the_form_that_would_go() {
    return eachWithTemplates(
        platform -> {
          Map<String, Object> both = Map.of("platform_template", TEMPLATE, "dry_run", true);

          TestHub.Answer dry = say(platform, person(platform, 4), both);

          assertThat(dry.status()).isEqualTo(200);
          assertThat(String.valueOf(dry.body().get("warnings"))).contains("the template would go");
          assertThat(String.valueOf(dry.body().get("rendering"))).contains("order_update");
        });
  }

  /** A telephone number, which is a page-scoped id as well; another one on each platform. */
  private static String person(HttpPlatform platform, int number) {
    return "165055510%d%d".formatted(PlatformList.ALL.indexOf(platform), number);
  }

  /** An hour from now, as PostgreSQL keeps it. */
  private static String soon() {
    return hub.clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static void set(HttpPlatform platform, String recipient, String until) {
    String path = "/api/v1/recipients?connection=" + platform.id() + "&recipient_id=" + recipient;
    TestHub.Answer set = hub.put(path, Map.of("window_open_until", until));
    assertThat(set.body())
        .containsEntry("window", "open")
        .containsEntry("window_open_until", until);
  }

  private static TestHub.Answer say(HttpPlatform platform, String recipient, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("platform", platform.id());
    return hub.post(SEND, TestHub.said("autonomous", recipient, "Hello", body));
  }

  private static String taken(TestHub.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return String.valueOf(answer.text("id"));
  }
}
