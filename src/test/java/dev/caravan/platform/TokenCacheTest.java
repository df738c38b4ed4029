package dev.caravan.platform;

import static dev.caravan.TestHub.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caravan.MovedClock;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection.Endpoint;
import dev.caravan.platform.TokenCache.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Outcome NO_ANSWER =
      new Outcome.Retry(Reason.CONNECT_FAILED, "nobody answers", null);

  private final MovedClock clock = new MovedClock();
  private final AtomicInteger fetches = new AtomicInteger();

  @Test
  void a_token_is_fetched_once_and_kept() {
    TokenCache cache = numbered(HOUR);

    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-1");
    clock.forward(Duration.ofMinutes(54));
    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-1");
  }

  @Test
  void the_next_one_is_fetched_five_minutes_before_the_end() {
    TokenCache cache = numbered(HOUR);
    cache.token(connection("a", "x"));

    clock.forward(Duration.ofMinutes(55));

    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-2");
    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-2");
  }

  @Test
  void a_short_lived_one_is_kept_for_half_its_life() {
    TokenCache cache = numbered(Duration.ofMinutes(4));
    cache.token(connection("a", "x"));

    clock.forward(Duration.ofSeconds(119));
    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-1");
    clock.forward(Duration.ofSeconds(1));
    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-2");
  }

  @Test
  void every_connection_and_every_credential_has_its_own() {
    TokenCache cache = numbered(HOUR);

    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-1");
    assertThat(cache.token(connection("b", "x"))).isEqualTo("token-2");
    assertThat(cache.token(connection("a", "changed"))).isEqualTo("token-3");
    assertThat(cache.token(connection("b", "x"))).isEqualTo("token-2");
  }

  @Test
  void a_refused_one_is_forgotten_even_while_it_should_last() {
    TokenCache cache = numbered(HOUR);
    cache.token(connection("a", "x"));

    cache.refused(connection("a", "x"));

    assertThat(cache.token(connection("a", "x"))).isEqualTo("token-2");
  }

  @Test
  void many_at_once_share_one_fetch() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    TokenCache cache = cache(() -> answered(answer, "shared"));
    Queue<String> got = new ConcurrentLinkedQueue<>();
    List<Thread> threads = threads(8, () -> got.add(cache.token(connection("a", "x"))));

    until("all wait", () -> threads.stream().allMatch(TokenCacheTest::waits));
    answer.countDown();
    join(threads);

    assertThat(got).hasSize(8).containsOnly("shared");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void many_at_once_share_one_failure_and_the_next_tries_again() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    TokenCache cache =
        cache(
            () -> {
              answered(answer, "");
              throw new NotSent(NO_ANSWER, "down");
            });
    Queue<Outcome> got = new ConcurrentLinkedQueue<>();
    List<Thread> threads = threads(8, () -> got.add(failure(cache).outcome()));

    until("all wait", () -> threads.stream().allMatch(TokenCacheTest::waits));
    answer.countDown();
    join(threads);

    assertThat(got).hasSize(8).containsOnly(NO_ANSWER);
    assertThat(fetches).hasValue(1);
    failure(cache);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void nobody_waits_for_the_next_one_while_the_old_one_is_good() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    TokenCache cache = cache(() -> fetches.get() == 1 ? token("old") : answered(answer, "new"));
    cache.token(connection("a", "x"));
    clock.forward(Duration.ofMinutes(56));
    List<Thread> fetching = threads(1, () -> cache.token(connection("a", "x")));
    until("the next is being fetched", () -> fetches.get() == 2);

    assertThat(cache.token(connection("a", "x"))).isEqualTo("old");
    answer.countDown();
    join(fetching);

    assertThat(cache.token(connection("a", "x"))).isEqualTo("new");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void a_failed_fetch_ahead_of_time_leaves_the_old_one_in_use_and_pauses() {
    TokenCache cache =
        cache(
            () -> {
              if (fetches.get() == 1) {
                return token("old");
              }
              throw new NotSent(NO_ANSWER, "down");
            });
    cache.token(connection("a", "x"));
    clock.forward(Duration.ofMinutes(56));

    assertThat(cache.token(connection("a", "x"))).isEqualTo("old");
    assertThat(cache.token(connection("a", "x"))).isEqualTo("old");
    assertThat(fetches).hasValue(2);
    clock.forward(Duration.ofSeconds(30));
    assertThat(cache.token(connection("a", "x"))).isEqualTo("old");
    assertThat(fetches).hasValue(3);
    clock.forward(Duration.ofMinutes(3));
    assertThat(failure(cache).outcome()).isEqualTo(NO_ANSWER);
  }

  @Test
  void a_fault_of_our_own_sent_nothing_either() {
    TokenCache cache =
        cache(
            () -> {
              throw new IllegalStateException("secret");
            });

    assertThat(failure(cache).outcome())
        .isEqualTo(
            new Outcome.Retry(
                Reason.CONNECT_FAILED,
                "No access token was to be had: IllegalStateException.",
                null));
  }

  @Test
  void a_token_shows_its_secret_to_nobody() {
    assertThat(token("secret").toString()).doesNotContain("secret").contains("until");
  }

  private TokenCache numbered(Duration life) {
    return cache(() -> new Token("token-" + fetches.get(), clock.instant().plus(life)));
  }

  private TokenCache cache(Supplier<Token> answer) {
    return new TokenCache(
        connection -> {
          fetches.incrementAndGet();
          return answer.get();
        },
        clock);
  }

  private Token token(String value) {
    return new Token(value, clock.instant().plus(HOUR));
  }

  private Token answered(CountDownLatch latch, String value) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return token(value);
  }

  private static NotSent failure(TokenCache cache) {
    NotSent thrown = catchThrowableOfType(NotSent.class, () -> cache.token(connection("a", "x")));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private static List<Thread> threads(int count, Runnable work) {
    List<Thread> threads =
        IntStream.range(0, count).mapToObj(n -> new Thread(work, "waits-" + n)).toList();
    threads.forEach(Thread::start);
    return threads;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Connection connection(String name, String secret) {
    Connection usual = Deliveries.connection(name);
    return new Connection(
        name,
        "teams",
        true,
        new Endpoint(false, usual.url(""), Map.of("secret", secret)),
        usual.traffic());
  }
}
