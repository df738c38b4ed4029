package dev.caravan.platform.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.platform.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** What "too many requests" asks for (Discord's documentation, rate limits). */
final class DiscordSilence {
  /** For an answer that names none, as Cloudflare's, which turns a whole address away. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  /** A platform that names a longer silence is not believed; it would close a lane for good. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

  private static final BigDecimal SHORTEST = new BigDecimal("0.001");

  private DiscordSilence() {}

  /** The body's seconds with their fraction, else the header's whole ones, else the usual. */
  static Outcome.Limited asked(Answer answer, JsonNode json) {
    Duration after =
        named(json)
            .or(answer::retryAfter)
            .or(() -> seconds(header(answer, "X-RateLimit-Reset-After")))
            .orElse(USUAL);
    return new Outcome.Limited(after, scope(answer, json));
  }

  /** The silence that the body asks for, if it does. */
  static Optional<Duration> named(JsonNode json) {
    JsonNode seconds = json.path("retry_after");
    return seconds.isNumber()
        ? Optional.of(rounded(seconds.decimalValue()))
        : seconds(seconds.asText());
  }

  /** A channel has limits of its own; what is global, or comes from Cloudflare, binds the bot. */
  private static Scope scope(Answer answer, JsonNode json) {
    boolean all =
        !json.isObject()
            || json.path("global").asBoolean()
            || header(answer, "X-RateLimit-Global").equalsIgnoreCase("true")
            || header(answer, "X-RateLimit-Scope").equals("global")
            || DiscordErrors.ofTheBot(json.path("code").asInt());
    return all ? Scope.CONNECTION : Scope.RECIPIENT;
  }

  private static Optional<Duration> seconds(String written) {
    return written.matches("\\d{1,12}(?:\\.\\d{1,12})?")
        ? Optional.of(rounded(new BigDecimal(written)))
        : Optional.empty();
  }

  private static Duration rounded(BigDecimal seconds) {
    BigDecimal bounded = seconds.min(LONGEST).max(SHORTEST);
    return Duration.ofMillis(
        bounded.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private static String header(Answer answer, String name) {
    return answer.headers().getOrDefault(name, "");
  }
}
