package dev.caravan.wiring.routes;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Notes in each exchange's {@link Journey} what may let something leave the hub, before it begins:
 * what fails before was surely not sent. Steps that are not known to keep everything in count as
 * leaving.
 */
public final class Journeys implements InterceptStrategy {
  /** Steps that work on the exchange alone, by the names of Camel's model. */
  private static final Set<String> INSIDE =
      Set.of(
          "setBody",
          "setHeader",
          "setVariable",
          "setProperty",
          "removeHeader",
          "removeHeaders",
          "removeVariable",
          "removeProperty",
          "transform",
          "convertBodyTo",
          "marshal",
          "unmarshal",
          "choice",
          "when",
          "otherwise",
          "filter",
          "doTry",
          "doCatch",
          "doFinally",
          "log",
          "stop",
          "throwException");

  /** Expression languages that read the exchange and call nobody. */
  private static final Set<String> READING =
      Set.of("simple", "constant", "header", "variable", "exchangeProperty", "jsonpath", "jq");

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    boolean departing = !inside(context, step);
    // Elsewhere nobody asks where it failed.
    boolean noted = departing || route(step).startsWith("platform-");
    return noted ? new Noting(target, step, departing) : target;
  }

  /** The id of the step's route. */
  static String route(NamedNode step) {
    NamedNode at = step;
    while (at != null && !(at instanceof NamedRoute)) {
      at = at.getParent();
    }
    return at == null ? "" : String.valueOf(((NamedRoute) at).getRouteId());
  }

  private static boolean inside(CamelContext context, NamedNode step) {
    if (step instanceof BeanDefinition bean) {
      return bean.getRef() != null && own(context.getRegistry().lookupByName(bean.getRef()));
    }
    if (step instanceof ToDynamicDefinition dynamic) {
      return internal(dynamic.getUri());
    }
    if (step instanceof SendDefinition<?> send && step.getShortName().equals("to")) {
      return internal(send.getUri());
    }
    if (step instanceof ChoiceDefinition choice) {
      return choice.getWhenClauses().stream().allMatch(Journeys::reading);
    }
    return INSIDE.contains(step.getShortName())
        && (!(step instanceof HasExpressionType asking) || reading(asking));
  }

  private static boolean own(@Nullable Object bean) {
    return bean != null && bean.getClass().getName().startsWith("dev.caravan.");
  }

  /** What is called there is noted there. */
  private static boolean internal(@Nullable String uri) {
    return uri != null && (uri.startsWith("direct:") || uri.startsWith("log:"));
  }

  private static boolean reading(HasExpressionType step) {
    ExpressionDefinition asked = step.getExpressionType();
    return asked != null
        && READING.contains(asked.getLanguage())
        && !String.valueOf(asked.getExpression()).contains("bean:");
  }

  /** Notes the step, then takes it. */
  private static final class Noting extends DelegateAsyncProcessor {
    private final NamedNode step;
    private final boolean departing;

    Noting(Processor target, NamedNode step, boolean departing) {
      super(target);
      this.step = step;
      this.departing = departing;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Journey.at(exchange, step, departing);
      return super.process(exchange, callback);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
      Journey.at(exchange, step, departing);
      super.process(exchange);
    }

    @Override
    public CompletableFuture<Exchange> processAsync(Exchange exchange) {
      Journey.at(exchange, step, departing);
      return super.processAsync(exchange);
    }
  }
}
