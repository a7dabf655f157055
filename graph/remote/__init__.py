"""A store on another machine: any server that speaks SPARQL 1.1 Query and Update.

May import: accord.graph, accord.ontology.
"""
