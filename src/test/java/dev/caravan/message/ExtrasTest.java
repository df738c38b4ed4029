package dev.caravan.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What goes with a text is told apart by its fingerprint. */
class ExtrasTest {

  @Test
  void no_two_that_differ_have_one_fingerprint() {
    Attachment plain = new Attachment("https://e.org/a", "b", null, null);
    Attachment other = new Attachment("https://e.org/a", null, "b", null);
    List<Extras> all =
        List.of(
            Extras.NONE,
            extras(List.of(plain), List.of(), false, null),
            extras(List.of(other), List.of(), false, null),
            extras(List.of(plain, other), List.of(), false, null),
            extras(List.of(), List.of(new Mention(Mention.Kind.USER, "U1")), false, null),
            extras(List.of(), List.of(new Mention(Mention.Kind.ROLE, "U1")), false, null),
            extras(List.of(), List.of(), true, null),
            extras(List.of(), List.of(), false, template("a, b")),
            extras(List.of(), List.of(), false, template("a", "b")),
            Extras.NONE.answering("1700000000.000100"));

    assertThat(all.stream().map(Extras::fingerprint)).doesNotHaveDuplicates();
  }

  @Test
  void the_same_have_the_same_fingerprint() {
    assertThat(
            Stream.generate(() -> extras(List.of(), List.of(), true, template("a")))
                .limit(2)
                .map(Extras::fingerprint)
                .distinct())
        .hasSize(1);
  }

  @Test
  void an_approval_is_bound_to_them() {
    Content said = new Content("Hello", Format.PLAIN, List.of());
    Content shown =
        new Content(
            "Hello", Format.PLAIN, List.of(), extras(List.of(), List.of(), false, template("a")));

    assertThat(hash(shown)).isNotEqualTo(hash(said));
    assertThat(hash(shown.withoutTemplate())).isEqualTo(hash(said));
  }

  private static String hash(Content content) {
    java.util.UUID id = new java.util.UUID(1, 1);
    return new Message(
            id,
            new Sender("default", id, "a", Maturity.INTERN, Origin.SEND, "tests"),
            new Target("slack", "slack", true, "C1", null),
            content,
            new Message.Outline(
                Terms.ORDINARY, new Notes(java.util.Map.of(), java.util.Map.of(), "c", null)),
            java.time.Instant.EPOCH)
        .approvalHash();
  }

  private static PlatformTemplate template(String... parameters) {
    return new PlatformTemplate("n", "en", List.of(parameters));
  }

  private static Extras extras(
      List<Attachment> attachments,
      List<Mention> mentions,
      boolean linkPreview,
      @org.jspecify.annotations.Nullable PlatformTemplate template) {
    return new Extras(attachments, mentions, linkPreview, template, null);
  }
}
