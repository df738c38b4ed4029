package dev.caravan.platform.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Account;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Profile;
import dev.caravan.platform.Windowed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a platform would be sent, and what its readers would miss. */
class PreviewsTest {
  private static final Connection CONNECTION = Windowed.connection("real", false, false);

  @Test
  void a_part_is_the_body_that_would_be_posted_and_nothing_else_of_the_call() {
    Preview preview = windowed(Deliveries.plain("Hello"));

    assertThat(preview.platform()).isEqualTo(Windowed.ID);
    assertThat(preview.parts())
        .singleElement()
        .hasToString(
            "{\"to\":\"4917\",\"text\":\"Hello\",\"images\":[],\"buttons\":[],\"notified\":[]}");
    assertThat(preview.warnings()).isEmpty();
    assertThat(preview.template()).isNull();
  }

  @Test
  void a_long_text_is_shown_part_by_part() {
    Preview preview = windowed(Deliveries.plain("A sentence that is long. ".repeat(4)));

    int parts = preview.parts().size();
    assertThat(parts).isGreaterThan(1);
    assertThat(preview.warnings())
        .containsExactly("It becomes " + parts + " messages, one after the other.");
  }

  @Test
  void actions_that_become_lines_are_named_and_those_that_are_shown_are_not() {
    Preview preview =
        windowed(
            Deliveries.plain(
                "Go?",
                new Action.Button("y", "Yes", Action.Style.DEFAULT, null),
                new Action.Button("n", "No", Action.Style.DEFAULT, null)));

    assertThat(preview.warnings())
        .containsExactly(
            "Numbered lines of text stand for 'No'; Windowed shows at most 1 buttons, and 2 options of a select.");
  }

  @Test
  void an_attachment_that_becomes_a_link_is_named() {
    Preview preview =
        windowed(
            with(
                List.of(
                    new Attachment("https://e.org/a.png", null, null, null),
                    new Attachment("https://e.org/b.zip", "b.zip", null, null)),
                List.of(),
                false));

    assertThat(preview.warnings())
        .containsExactly("'b.zip' becomes a link; Windowed does not show it.");
  }

  @Test
  void a_mention_that_notifies_nobody_is_named() {
    Preview preview =
        windowed(
            with(
                List.of(),
                List.of(
                    new Mention(Mention.Kind.USER, "U1"),
                    new Mention(Mention.Kind.ROLE, "R1"),
                    new Mention(Mention.Kind.HERE, "")),
                false));

    assertThat(preview.warnings())
        .containsExactly(
            "Windowed cannot mention the role R1: nobody is notified.",
            "Windowed cannot mention everybody (here): nobody is notified.");
  }

  @Test
  void a_link_preview_that_the_platform_does_not_know_is_named() {
    assertThat(windowed(with(List.of(), List.of(), true)).warnings())
        .containsExactly("Windowed does not obey 'link_preview'.");
  }

  @Test
  void markdown_without_marks_needs_no_warning_and_with_marks_it_does() {
    assertThat(windowed(Deliveries.markdown("Nothing bold.")).warnings()).isEmpty();
    assertThat(windowed(Deliveries.markdown("**Bold.**")).warnings())
        .containsExactly("Windowed knows no markup: markdown is shown as plain text.");
  }

  @Test
  void a_template_is_shown_beside_the_text_that_it_stands_in_for() {
    Preview preview = windowed(Windowed.templated(Deliveries.plain("Hello")));

    assertThat(preview.parts()).singleElement().asString().contains("\"text\":\"Hello\"");
    assertThat(preview.template()).hasToString("{\"to\":\"4917\",\"template\":\"order_update\"}");
    assertThat(preview.warnings()).isEmpty();
  }

  @Test
  void a_template_that_the_platform_does_not_take_is_no_part_of_it() {
    Message message = message(Windowed.templated(Deliveries.plain("Hello")));

    Preview preview = new Previews(new Windowed(Set.of()), CONNECTION).text(message);

    assertThat(preview.template()).isNull();
    assertThat(preview.warnings())
        .containsExactly("Windowed takes no templates; the text goes, or nothing.");
  }

  @Test
  void while_a_window_is_closed_the_template_is_all_that_is_shown() {
    Message message = message(Windowed.templated(Deliveries.plain("x".repeat(100))));

    Preview preview = new Previews(new Windowed(), CONNECTION).template(message);

    assertThat(preview.parts()).singleElement().asString().contains("order_update");
  }

  @Test
  void of_a_platform_that_a_route_alone_renders_for_the_texts_are_shown() {
    Content content =
        Deliveries.plain("A sentence that is long. ".repeat(4), Deliveries.buttons(1));

    Preview preview = new Previews(new Foreign(), null).text(message(content));

    assertThat(preview.parts())
        .hasSizeGreaterThan(1)
        .allSatisfy(part -> assertThat(part.path("text").asText()).hasSizeBetween(1, 40));
    assertThat(preview.parts().get(0).path("text").asText()).startsWith("A sentence that is long.");
    assertThat(preview.warnings())
        .contains(
            "Numbered lines of text stand for 'Choice 1'; Foreign shows at most 0 buttons, and 0 options of a select.");
  }

  @Test
  void what_can_never_be_written_says_why() {
    Preview preview = new Previews(new Refusing(), CONNECTION).text(message(Deliveries.plain("x")));

    assertThat(preview.parts()).isEmpty();
    assertThat(preview.warnings()).containsExactly("It cannot be written: no such chat");
  }

  private static Preview windowed(Content content) {
    return new Previews(new Windowed(), CONNECTION).text(message(content));
  }

  private static Message message(Content content) {
    return Deliveries.of(Windowed.ID, "4917", null, content, 0).message();
  }

  private static Content with(
      List<Attachment> attachments, List<Mention> mentions, boolean linkPreview) {
    return new Content(
        "Hello",
        Format.PLAIN,
        List.of(),
        new Extras(attachments, mentions, linkPreview, null, null));
  }

  /** A platform of a site's own, of which the hub knows the limits alone. */
  private static final class Foreign implements Platform {
    @Override
    public Profile profile() {
      return new Profile("Foreign", "nowhere", "", Account.of("", Set.of(), Set.of()));
    }

    @Override
    public String id() {
      return "foreign";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(
          40,
          Capabilities.TextUnit.CODE_POINTS,
          new Capabilities.Actions(0, 0),
          Set.of(),
          new Capabilities.Traffic(List.of(), List.of()),
          Capabilities.Lifetimes.NONE);
    }

    @Override
    public int parts(Content content) {
      return 1;
    }

    @Override
    public Optional<String> recipientFault(String recipientId) {
      return Optional.empty();
    }
  }

  /** A platform that finds, as it writes, that it cannot. */
  private static final class Refusing implements HttpPlatform {
    private final Windowed usual = new Windowed();

    @Override
    public String id() {
      return usual.id();
    }

    @Override
    public Profile profile() {
      return usual.profile();
    }

    @Override
    public Capabilities capabilities() {
      return usual.capabilities();
    }

    @Override
    public int parts(Content content) {
      return 1;
    }

    @Override
    public Call call(Delivery delivery, Connection connection) {
      throw new NotSent(
          new Outcome.Rejected(Reason.RECIPIENT_UNKNOWN, "no such chat"), "no such chat");
    }

    @Override
    public Outcome read(Delivery delivery, Answer answer) {
      throw new AssertionError("Nothing was asked");
    }

    @Override
    public Optional<String> recipientFault(String recipientId) {
      return Optional.empty();
    }
  }
}
