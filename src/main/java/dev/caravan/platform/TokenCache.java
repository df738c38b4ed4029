package dev.caravan.platform;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the access token of each connection, and has the next one fetched before it ends.
 *
 * <p>One fetch a connection at a time: who comes meanwhile gets the old token while that is good,
 * else waits and shares the end of the fetch. A token belongs to the address and the credentials
 * that it was got with; other ones fetch anew.
 */
public final class TokenCache implements TokenSource {
  /** Fetched anew this long before its end, or at half its life where that is later. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** What {@link TokenSource} promises. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** After a fetch ahead of time failed, the old token serves this long before the next try. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Fetch fetch;
  private final InstantSource clock;
  private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

  public TokenCache(Fetch fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /** Gets a token from where a platform gives them out. */
  @FunctionalInterface
  public interface Fetch {
    /**
     * A fresh token. Blocks, within timeouts of its own; throws {@link NotSent} where none is to be
     * had: a Retry with {@link Reason#CONNECT_FAILED} while nobody answers, a Rejected with {@link
     * Reason#CREDENTIAL_REFUSED} where the credential is no good.
     */
    Token fetch(Connection connection);
  }

  /** An access token; {@code value} is a secret. */
  public record Token(String value, Instant expiresAt) {
    boolean lasts(Duration time, Instant now) {
      return expiresAt.isAfter(now.plus(time));
    }

    /** Secrets appear in no log. */
    @Override
    public String toString() {
      return "a token until " + expiresAt;
    }
  }

  @Override
  public String token(Connection connection) {
    Instant now = clock.instant();
    Flight flight =
        flights.compute(
            connection.name(),
            (name, last) ->
                last != null && last.serves(connection.endpoint(), now)
                    ? last
                    : new Flight(connection.endpoint(), last, now));
    try {
      return flight.token(fetch, connection, now).value();
    } catch (NotSent none) {
      flights.remove(connection.name(), flight);
      throw none;
    }
  }

  @Override
  public void refused(Connection connection) {
    flights.remove(connection.name());
  }

  /** One fetch, and the token from before it, which serves until it has landed. */
  private static final class Flight {
    private final Endpoint endpoint;
    private final @Nullable Token before;
    private final Instant begun;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Token> fetched = new CompletableFuture<>();

    Flight(Endpoint endpoint, @Nullable Flight last, Instant now) {
      this.endpoint = endpoint;
      this.before = last != null && last.endpoint.equals(endpoint) ? last.latest() : null;
      this.begun = now;
    }

    /** Whether no other fetch is due. */
    boolean serves(Endpoint wanted, Instant now) {
      if (!endpoint.equals(wanted)) {
        return false;
      }
      if (!fetched.isDone()) {
        return true;
      }
      if (fetched.isCompletedExceptionally()) {
        return before != null && before.lasts(LEAST, now) && now.isBefore(begun.plus(PAUSE));
      }
      Token token = fetched.join();
      Duration half = Duration.between(begun, token.expiresAt()).dividedBy(2);
      return token.lasts(half.compareTo(AHEAD) < 0 ? half : AHEAD, now);
    }

    /** The best there is; fetches where nobody does so yet. */
    Token token(Fetch fetch, Connection connection, Instant now) {
      if (started.compareAndSet(false, true)) {
        fetched.completeAsync(() -> fetch.fetch(connection), Runnable::run);
      }
      if (before != null && before.lasts(LEAST, now) && !landed()) {
        return before;
      }
      try {
        return fetched.join();
      } catch (CompletionException e) {
        throw failed(e.getCause());
      }
    }

    private boolean landed() {
      return fetched.isDone() && !fetched.isCompletedExceptionally();
    }

    private @Nullable Token latest() {
      return landed() ? fetched.join() : before;
    }

    /** An exception of each waiting thread's own; whatever went wrong, nothing was sent. */
    private static NotSent failed(@Nullable Throwable cause) {
      String what = cause == null ? "?" : cause.getClass().getSimpleName();
      NotSent failure =
          cause instanceof NotSent known
              ? new NotSent(known.outcome(), String.valueOf(known.getMessage()))
              : new NotSent(
                  new Outcome.Retry(
                      Reason.CONNECT_FAILED, "No access token was to be had: " + what + ".", null),
                  "no token");
      failure.initCause(cause);
      return failure;
    }
  }
}
