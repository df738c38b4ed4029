package dev.caravan.web.openapi;

import java.util.List;
import java.util.Map;

/** A group of operations, with the schemas that they bring. */
record Tag(String name, String about, Map<String, Schema> schemas, List<Operation> operations) {}
