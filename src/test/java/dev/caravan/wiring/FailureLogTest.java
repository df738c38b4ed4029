package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.caravan.MovedClock;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Deliveries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log says why a route failed: soon, seldom, and without what is nobody's business. */
class FailureLogTest {
  private static final Delivery ASKED =
      Deliveries.of(
          "slack", "C0LOG", null, new Content("The secret plan", Format.PLAIN, List.of()), 0);

  private final MovedClock clock = new MovedClock();
  private final FailureLog failures = new FailureLog(connections(), clock);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void leave() {
    logger().detachAppender(log);
  }

  @Test
  void exception_and_causes_are_told_with_the_step_that_threw() {
    failures.tell(
        ASKED,
        "platform-x, step y, line 7",
        new IllegalStateException("outer", new IllegalArgumentException("no method recipient")));

    assertThat(lines())
        .containsExactly(
            "Failed at platform-x, step y, line 7: IllegalStateException: outer; caused by IllegalArgumentException: no method recipient");
  }

  @Test
  void a_burst_is_told_once_and_then_with_its_number() {
    for (int i = 0; i < 50; i++) {
      failures.tell(ASKED, "step y", new IllegalStateException("again"));
    }
    assertThat(lines()).hasSize(1);
    failures.tell(ASKED, "step z", new IllegalStateException("another place"));
    assertThat(lines()).hasSize(2);
    clock.forward(Duration.ofMinutes(2));
    failures.tell(ASKED, "step y", new IllegalStateException("again"));

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(2)).contains("(50 times since ");
  }

  @Test
  void neither_content_nor_secrets_are_told() {
    String text =
        "No method on Letter[recipientId=C0LOG, text=The secret plan]; https://me:pw@api.example/bot"
            + Deliveries.TOKEN
            + "/send?key=k1 The secret plan Bearer abc.def "
            + Deliveries.TOKEN;

    assertThat(failures.told(ASKED, new IllegalStateException(text)))
        .contains("https://api.example/…")
        .doesNotContain("secret plan", Deliveries.TOKEN, "me:pw", "k1", "abc.def");
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(FailureLog.class);
  }

  private static Connections connections() {
    Connections connections = new Connections();
    connections.replace(
        List.of(
            Deliveries.connection(
                PlatformList.ALL.get(0), "http://127.0.0.1:9", Duration.ofSeconds(1))));
    return connections;
  }
}
