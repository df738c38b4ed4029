package dev.caravan.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks over the tags of a compiled text: which names there are, and what must not be there. */
final class Tags implements Mustache.Visitor {
  /** More than a message that somebody reads can use; it bounds how deep sections nest. */
  private static final int MOST = 500;

  private static final int LONGEST_NAME = 128;

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*(\\.[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*)*");

  /** The value itself, and where in a list it stands. */
  private static final Set<String> OWN = Set.of(".", "-first", "-last", "-index");

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> spared = new LinkedHashSet<>();
  private final boolean otherDelimiters;
  private int count;

  /** Why a text is no template. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What in the text is wrong; empty where nobody knows. */
    final String where;

    Unfit(String where, String message) {
      super(message, null, false, false);
      this.where = where;
    }
  }

  private Tags(boolean otherDelimiters) {
    this.otherDelimiters = otherDelimiters;
  }

  /** The tags; throws {@link Unfit}. */
  static Tags of(Template template, String text) {
    Tags tags = new Tags(text.contains("{{="));
    template.visit(tags);
    return tags;
  }

  /** Every name, in the order in which they come. */
  Set<String> names() {
    return names;
  }

  /** The names for which the text says what stands in for them. */
  Set<String> spared() {
    return spared;
  }

  @Override
  public void visitText(String text) {
    if (!otherDelimiters && text.contains("{{")) {
      throw new Unfit(
          text.substring(text.indexOf("{{")).lines().findFirst().orElse(""),
          "A tag begins with {{ and has no end; write }} behind its name, for example {{name}}.");
    }
  }

  @Override
  public void visitVariable(String name) {
    see(name);
  }

  @Override
  public boolean visitSection(String name) {
    see(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    see(name);
    spared.add(name);
    return true;
  }

  @Override
  public boolean visitInclude(String name) {
    throw foreign(">" + name);
  }

  @Override
  public boolean visitParent(String name) {
    throw foreign("<" + name);
  }

  @Override
  public boolean visitBlock(String name) {
    throw foreign("$" + name);
  }

  private static Unfit foreign(String tag) {
    return new Unfit(
        tag.substring(1),
        "{{%s}} would take in another template, which is not done here; write its text into this one."
            .formatted(tag));
  }

  private void see(String name) {
    if (++count > MOST) {
      throw new Unfit("", "The template has more than " + MOST + " tags; write a shorter one.");
    }
    if (OWN.contains(name)) {
      return;
    }
    boolean self = name.equals("this") || name.startsWith("this.");
    if (self || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new Unfit(
          name,
          self
              ? "{{this}} is no name; write {{.}} for the value itself."
              : "'%s' is no name; write letters, digits, _ and - (at most 128), with dots between names within names, for example {{customer}} or {{order.id}}."
                  .formatted(dev.caravan.message.Texts.shown(name)));
    }
    names.add(name);
  }
}
