package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.caravan.store.Json;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code CARAVAN_LOG=json}: one object a line, to be read without the hub's sources. */
class JsonLinesTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00.123Z");
  private final LoggerContext context = new LoggerContext();

  JsonLinesTest() {
    // SLF4J does so for the context that it starts itself.
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void theMessageIsWholeAndTheTimeIsOneForPeople() {
    assertThat(line(null, "Owns {} at epoch {}", "slack", 7))
        .containsEntry("time", "2026-03-02T08:00:00.123Z")
        .containsEntry("level", "INFO")
        .containsEntry("logger", "dev.caravan.Some")
        .containsEntry("message", "Owns slack at epoch 7")
        .containsOnlyKeys("time", "level", "logger", "thread", "message");
  }

  @Test
  void anExceptionIsThereWithItsTraceOnTheSameLine() {
    assertThat(line(new IllegalStateException("No such thing"), "It failed").get("exception"))
        .asString()
        .contains("java.lang.IllegalStateException: No such thing", "\tat ");
  }

  @Test
  void logbackFindsIt() throws JoranException {
    context.putProperty("CARAVAN_LOG", "json");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL file = Objects.requireNonNull(getClass().getResource("/logback.xml"));

    configurator.doConfigure(file);

    assertThat(context.getLogger("ROOT").getAppender("json"))
        .isInstanceOfSatisfying(
            ConsoleAppender.class,
            appender -> assertThat(appender.getEncoder()).isInstanceOf(JsonLines.class));
  }

  private Map<String, Object> line(
      @Nullable Throwable thrown, String message, Object... arguments) {
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("dev.caravan.Some"), Level.INFO, message, thrown, arguments);
    event.setInstant(AT);
    String text = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return Json.object(text);
  }
}
