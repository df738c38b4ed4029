package dev.caravan.governance;

import dev.caravan.message.Finding;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.util.Map;

/**
 * What a site's own step in {@code flow/govern} says; bound as {@code governance}. It can make a
 * decision stricter, never milder: the strictest of all findings wins.
 */
public final class SiteSteps {

  /** Holds the message for a human, for the site's own reason. */
  public Case hold(Case c, String sentence) {
    return c.with(site(new Verdict.Hold(), sentence));
  }

  /** Denies the message, for the site's own reason. */
  public Case deny(Case c, String sentence) {
    return c.with(site(new Verdict.Deny(), sentence));
  }

  /** Allows the message as far as no other step is stricter. */
  public Case allow(Case c, String sentence) {
    return c.with(site(new Verdict.Allow(), sentence));
  }

  /** Lets the message pass, watched by a human. */
  public Case watch(Case c) {
    return c.watched();
  }

  private static Finding site(Verdict verdict, String sentence) {
    return new Finding("site", verdict, Reason.SITE_RULE, sentence, Map.of());
  }
}
