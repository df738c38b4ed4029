package dev.caravan.wiring.routes;

import dev.caravan.message.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in the words of whoever wrote the file what Camel says in its own. */
final class Complaints {
  private static final Pattern NO_METHOD =
      Pattern.compile("Method with name: (\\w+).* not found on bean: ([\\w.$]+)@");
  private static final Pattern NO_BEAN =
      Pattern.compile("No bean could be found in the registry for: ([\\w.-]+)");
  private static final Pattern NO_COMPONENT =
      Pattern.compile("No endpoint could be found for: ([\\w+-]+)");

  private final Map<String, Object> beans;
  private final ClassLoader classes;

  /**
   * Of a context with these beans.
   *
   * @param classes where Camel's components are found
   */
  Complaints(Map<String, Object> beans, ClassLoader classes) {
    this.beans = beans;
    this.classes = classes;
  }

  /** The complaint with what is there instead; as it is where it is none that is known. */
  String plain(String complaint) {
    Matcher method = NO_METHOD.matcher(complaint);
    if (method.find()) {
      return noMethod(method.group(1), method.group(2));
    }
    return named(NO_BEAN, complaint, name -> "there is no bean " + choice(name, beans.keySet()))
        .orElseGet(
            () ->
                named(
                        NO_COMPONENT,
                        complaint,
                        name -> "there is no component " + choice(name, components()))
                    .orElse(complaint));
  }

  private static Optional<String> named(
      Pattern pattern, String complaint, Function<String, String> told) {
    Matcher found = pattern.matcher(complaint);
    return found.find() ? Optional.of(told.apply(found.group(1))) : Optional.empty();
  }

  private String noMethod(String name, String type) {
    return beans.entrySet().stream()
        .filter(bean -> bean.getValue().getClass().getName().equals(type))
        .findFirst()
        .map(
            bean ->
                "the bean '%s' has no method %s"
                    .formatted(bean.getKey(), choice(name, methods(bean.getValue()))))
        .orElse("%s has no method '%s'".formatted(type, name));
  }

  private static Set<String> methods(Object bean) {
    return Arrays.stream(bean.getClass().getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String choice(String name, Collection<String> known) {
    String near = Texts.nearest(name, known).map(n -> "; did you mean " + n + "?").orElse(".");
    return "'%s'; there are %s%s".formatted(name, String.join(", ", new TreeSet<>(known)), near);
  }

  /** Every Camel jar names its components in a file of this name. */
  private Set<String> components() {
    Set<String> names = new TreeSet<>();
    try {
      for (URL url :
          Collections.list(
              classes.getResources("META-INF/services/org/apache/camel/component.properties"))) {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
          properties.load(in);
        }
        names.addAll(List.of(properties.getProperty("components", "").strip().split("\\s+")));
      }
    } catch (IOException e) {
      // Without them the name alone is told.
      return names;
    }
    return names;
  }
}
