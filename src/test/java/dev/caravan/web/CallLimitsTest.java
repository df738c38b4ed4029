package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Ids;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many calls a key may make, by a clock that stands still unless it is moved. */
class CallLimitsTest {
  private static final CallLimit TWO_A_MINUTE = new CallLimit(2, Duration.ofMinutes(1));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final CallLimits unlimited = new CallLimits(null, now::get);
  private final CallLimits limited = new CallLimits(TWO_A_MINUTE, now::get);

  private static Principal key(@Nullable CallLimit own) {
    return new Principal("key:x", Role.ADMIN, null, new Principal.Allowance(Ids.next(), own));
  }

  private static boolean allowed(CallLimits limits, Principal principal) {
    return limits.count(principal).orElseThrow().allowed();
  }

  @Test
  void withoutALimitNothingIsCounted() {
    assertThat(unlimited.count(key(null))).isEmpty();
  }

  @Test
  void theAdminsTokenIsNeverCounted() {
    for (int i = 0; i < 10; i++) {
      assertThat(limited.count(Principal.ADMIN)).isEmpty();
    }
  }

  @Test
  void oneCallTooManyIsNotAllowedUntilOneHasComeBack() {
    Principal key = key(null);
    assertThat(allowed(limited, key)).isTrue();
    assertThat(allowed(limited, key)).isTrue();

    CallLimits.Counted third = limited.count(key).orElseThrow();
    assertThat(third.allowed()).isFalse();
    assertThat(third.remaining()).isZero();
    assertThat(third.again()).isEqualTo(Duration.ofSeconds(30));

    now.updateAndGet(t -> t.plusSeconds(29));
    assertThat(allowed(limited, key)).isFalse();
    now.updateAndGet(t -> t.plusSeconds(1));
    assertThat(allowed(limited, key)).isTrue();
    assertThat(allowed(limited, key)).isFalse();
  }

  @Test
  void aKeysOwnLimitComesBeforeTheUsualOneAndIsItsOwn() {
    Principal three = key(new CallLimit(3, Duration.ofSeconds(1)));
    Principal other = key(null);
    for (int i = 0; i < 3; i++) {
      assertThat(allowed(limited, three)).isTrue();
    }
    assertThat(allowed(limited, three)).isFalse();
    assertThat(allowed(limited, other)).isTrue();
    assertThat(allowed(unlimited, key(TWO_A_MINUTE))).isTrue();
  }

  @Test
  void aCallerIsToldWhatIsLeftByTheDraftsFieldsAndByTheOlderOnes() {
    Principal key = key(null);
    MultiMap headers = headers(key);
    assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"key\";q=2;w=60");
    assertThat(headers.get("RateLimit")).isEqualTo("\"key\";r=1;t=30");
    assertThat(headers.get("RateLimit-Limit")).isEqualTo("2");
    assertThat(headers.get("RateLimit-Remaining")).isEqualTo("1");
    assertThat(headers.get("RateLimit-Reset")).isEqualTo("30");

    headers(key);
    MultiMap refused = headers(key);
    assertThat(refused.get("RateLimit")).isEqualTo("\"key\";r=0;t=30");
  }

  private MultiMap headers(Principal key) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    LimitHeaders.put(headers, limited.count(key).orElseThrow());
    return headers;
  }
}
