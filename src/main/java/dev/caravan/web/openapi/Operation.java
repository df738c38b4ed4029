package dev.caravan.web.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be said of one operation; filled by its tag's table, read by {@link Paths}. */
final class Operation {
  final String id;
  final String about;
  final List<Parameter> parameters = new ArrayList<>();
  final Map<Integer, Answer> answers = new TreeMap<>();
  final Map<Integer, Map<String, ?>> shown = new TreeMap<>();
  boolean list;
  @Nullable Call call;
  @Nullable Body body;

  /** The method and path of a handler that is no REST route, and its summary. */
  record Call(String method, String path, String summary) {}

  /** Where a parameter stands: in the path, in the query or in a header. */
  record Parameter(String in, Field field) {}

  /** What is sent. */
  record Body(String schema, Map<String, ?> example) {}

  /** An answer: when it comes, its media type, and what it holds. */
  record Answer(String when, String type, Schema schema) {}

  private Operation(String id, String about) {
    this.id = id;
    this.about = about;
  }

  /** An operation by the id that its route gives it. */
  static Operation of(String id, String about) {
    return new Operation(id, about);
  }

  /** One that a handler of our own serves. */
  Operation at(String method, String path, String summary) {
    call = new Call(method, path, summary);
    return this;
  }

  Operation path(String name, Schema schema, String about) {
    return parameter("path", Field.need(name, schema, about));
  }

  Operation query(Field... fields) {
    for (Field field : fields) {
      parameter("query", field);
    }
    return this;
  }

  Operation header(String name, Schema schema, String about) {
    return parameter("header", Field.may(name, schema, about));
  }

  private Operation parameter(String in, Field field) {
    parameters.add(new Parameter(in, field));
    return this;
  }

  /** What is sent: a schema of the document, and an example that works. */
  Operation body(String schema, Map<String, ?> example) {
    body = new Body(schema, example);
    return this;
  }

  /** An answer in JSON. */
  Operation answer(int status, String when, String schema) {
    return answer(status, when, "application/json", Schema.ref(schema));
  }

  /** An answer of any type. */
  Operation answer(int status, String when, String type, Schema schema) {
    answers.put(status, new Answer(when, type, schema));
    return this;
  }

  /** A list that is answered whole: it takes no parameter, and refuses every one. */
  Operation whole() {
    list = true;
    return this;
  }

  /**
   * What the example of an answer says otherwise than its schema's, or of each item of its list.
   */
  Operation like(int status, Map<String, ?> fields) {
    shown.put(status, fields);
    return this;
  }

  /** A refusal beyond those that follow from the path, the body and the roles. */
  Operation refuses(int status, String when) {
    return answer(status, when, "application/problem+json", Schema.ref("Problem"));
  }

  boolean asks(String in) {
    return parameters.stream().anyMatch(p -> p.in().equals(in));
  }
}
