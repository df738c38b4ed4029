package dev.caravan.template;

import dev.caravan.message.Word;
import java.util.Set;

/** A name that a template asks for, as it writes it: {@code customer}, or {@code order.id}. */
public record Name(String name, Need need) {

  /** What becomes of the template where the name is not given. */
  public enum Need implements Word {
    /** It cannot be rendered, whatever else is given. */
    REQUIRED,
    /** It says something else, or asks for it only within sections that may be left out. */
    OPTIONAL,
    /** The hub gives it. */
    BUILT_IN
  }

  /** The same where some have defaults. */
  Name spared(Set<String> defaults) {
    boolean spared = need == Need.REQUIRED && defaults.contains(name.split("\\.", 2)[0]);
    return spared ? new Name(name, Need.OPTIONAL) : this;
  }
}
