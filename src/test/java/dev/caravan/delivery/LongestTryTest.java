package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Message;
import dev.caravan.message.Priority;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.TokenSource;
import dev.caravan.platform.teams.TeamsPlatform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long one try may last: all that its route may do, one after the other. */
class LongestTryTest {
  private static final Duration REACH = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Message PLAIN = Rows.message("C0", "Hello", Priority.NORMAL);
  private static final Message MARKDOWN =
      PLAIN.withContent(new Content("**Hello**", Format.MARKDOWN, List.of()));

  @Test
  void a_plain_text_is_one_call_to_who_may_have_moved() {
    assertThat(longest(Duration.ZERO).of(PLAIN)).isEqualTo(Duration.ofSeconds(10 + 10 + 30));
  }

  @Test
  void markup_may_be_refused_and_goes_once_more_as_text() {
    assertThat(longest(Duration.ZERO).of(MARKDOWN)).isEqualTo(Duration.ofSeconds(10 + 40 + 40));
  }

  @Test
  void an_access_token_and_the_life_of_the_mark_come_on_top() {
    Duration prelude =
        new Platforms(List.of(new TeamsPlatform(InstantSource.system())))
            .byId("teams")
            .orElseThrow()
            .prelude();

    assertThat(prelude).isEqualTo(TokenSource.LONGEST);
    assertThat(longest(prelude).sinceMark(PLAIN)).isEqualTo(Duration.ofSeconds(2 + 7 + 50));
  }

  private static LongestTry longest(Duration prelude) {
    return new LongestTry(REACH, prelude, ANSWER);
  }
}
