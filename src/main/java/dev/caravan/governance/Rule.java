package dev.caravan.governance;

/** One rule of the policy: a step of {@code flow/govern}, bound under its name. */
public interface Rule {

  /** The name under which the route refers to it and the decision keeps it. */
  String name();

  /** The case with what this rule finds, or unchanged where it has nothing to say. */
  Case judge(Case c);
}
