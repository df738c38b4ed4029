package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a part whose looks the platform refuses. */
class RefusedMarkupTest {
  private static final Outcome SENT = new Outcome.Sent(List.of("1"));
  private final List<Boolean> asText = new ArrayList<>();

  @Test
  void refusedMarkupGoesOnceMoreAsText() {
    assertThat(carry(Format.MARKDOWN, Extras.NONE, Reason.CONTENT_REFUSED, SENT)).isEqualTo(SENT);
    assertThat(asText).containsExactly(false, true);
  }

  @Test
  void aFileThatThePlatformCouldNotFetchGoesOnceMoreAsText() {
    Extras file =
        new Extras(
            List.of(new Attachment("https://e.org/a.png", null, null, null)),
            List.of(),
            false,
            null,
            null);

    assertThat(carry(Format.PLAIN, file, Reason.CONTENT_REFUSED, SENT)).isEqualTo(SENT);
    assertThat(asText).containsExactly(false, true);
  }

  @Test
  void whatIsTextAlreadyIsRefusedAtOnce() {
    carry(Format.PLAIN, Extras.NONE, Reason.CONTENT_REFUSED, SENT);

    assertThat(asText).containsExactly(false);
  }

  @Test
  void aTemplateHasNoTextToFallBackTo() {
    Extras template =
        new Extras(
            List.of(), List.of(), false, new PlatformTemplate("hello", "en", List.of()), null);

    carry(Format.MARKDOWN, template, Reason.CONTENT_REFUSED, SENT);

    assertThat(asText).containsExactly(false);
  }

  @Test
  void aRefusalOfSomethingElseIsNoMatterOfMarkup() {
    carry(Format.MARKDOWN, Extras.NONE, Reason.RECIPIENT_UNKNOWN, SENT);

    assertThat(asText).containsExactly(false);
  }

  @Test
  void howTheTextWentIsTheOutcome() {
    Outcome unknown = new Outcome.Unknown(Reason.TIMEOUT, "No answer");

    assertThat(carry(Format.MARKDOWN, Extras.NONE, Reason.CONTENT_REFUSED, unknown))
        .isEqualTo(unknown);
  }

  /** Carries it to a platform that refuses it as it is, and answers {@code then} to its text. */
  private Outcome carry(Format format, Extras extras, Reason refusal, Outcome then) {
    Content content = new Content("**Hello**", format, List.of(), extras);
    Carrier platform =
        delivery -> {
          asText.add(delivery.asText());
          return delivery.asText() ? then : new Outcome.Rejected(refusal, "No");
        };
    return new RefusedMarkup(platform)
        .carry(
            new Delivery(
                Rows.message("C1", "x", Priority.NORMAL).withContent(content), 0, 1, "key"));
  }
}
