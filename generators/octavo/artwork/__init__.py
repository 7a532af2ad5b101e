"""Artwork: what a document wants drawn, as vector drawings in the colours of the house.

`drawings.draw` draws any artwork that is not a picture; `numbers.draw_statistics` draws facts
shown large; `orbits.draw_orbits` also fits the cover art to other pages. All are pure. `svg` and
`raster` turn a drawing into files for those who cannot paint one themselves.
"""
