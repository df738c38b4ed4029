package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.platform.Deliveries;
import dev.caravan.sandbox.ReceivedMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The platform and the pretend Discord, over HTTP. */
class DiscordSandboxTest {
  private final DiscordSandbox sandbox = new DiscordSandbox();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void a_markdown_text_shows_no_mark_of_its_styles() throws Exception {
    Content content =
        Deliveries.markdown(
            "# Title\n\n**bold *both*** ~~gone~~ `a*b`\n\n> said\n> twice\n\n- one\n- two\n\n[c](https://c.dev) 1 < 2_3_\n\n```java\nint a;\n```");

    assertThat(sandbox.sent(content))
        .extracting(m -> m.arrival().text())
        .containsExactly(
            "Title\n\nbold both gone a*b\n\nsaid\ntwice\n\n• one\n• two\n\nc 1 < 2_3_\n\nint a;");
  }

  @Test
  void a_post_is_edited_and_recalled_and_a_repeated_one_arrives_once() throws Exception {
    Action[] actions = Deliveries.buttons(2);
    Delivery post = delivery(Deliveries.plain("old", actions), new Deed.Post());
    Outcome first = sandbox.send(post);
    Outcome again = sandbox.send(new Delivery(post.message(), 0, 2, post.key()));
    String id = ((Sent) first).platformIds().get(0);
    Outcome edited = sandbox.send(delivery(Deliveries.plain("new"), new Deed.Edit(id)));
    Outcome recalled = sandbox.send(delivery(Deliveries.plain("new"), new Deed.Recall(id)));
    Outcome twice = sandbox.send(delivery(Deliveries.plain("new"), new Deed.Recall(id)));

    assertThat(List.of(again, edited, recalled, twice)).containsOnly(first);
    List<ReceivedMessage> arrived = sandbox.arrived();
    assertThat(arrived).hasSize(1);
    assertThat(arrived.get(0).arrival().text()).isEqualTo("new");
    assertThat(arrived.get(0).arrival().actions()).isEmpty();
    assertThat(arrived.get(0).deleted()).isTrue();
  }

  private static Delivery delivery(Content content, Deed deed) {
    Delivery of = Deliveries.of("discord", "7", null, content, 0);
    return new Delivery(of.message(), 0, 1, "one key", deed);
  }
}
