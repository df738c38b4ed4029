package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.platform.Platforms;
import org.apache.camel.Exchange;

/** {@code /api/v1/platforms}: what each platform can do. */
public final class CapabilitySteps {
  private final Platforms platforms;

  public CapabilitySteps(Platforms platforms) {
    this.platforms = platforms;
  }

  /** All of them, the site's own too. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request ->
            AnswerSteps.whole(request, platforms.all().stream().map(PlatformJson::of).toList()));
  }
}
