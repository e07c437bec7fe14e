/** What the map's module uses of Leaflet, whose package brings no types. */
export interface Leaflet {
  map(element: HTMLElement, options: Record<string, unknown>): LeafletMap;
  tileLayer(url: string, options: Record<string, unknown>): Layer;
  layerGroup(): LayerGroup;
  circleMarker(place: [number, number], options: Record<string, unknown>): Layer;
  svg(options?: Record<string, unknown>): unknown;
  readonly Browser: { readonly mobile: boolean };
}

export interface LeafletMap {
  fitBounds(bounds: [number, number][], options?: Record<string, unknown>): void;
  setView(center: [number, number], zoom: number, options?: Record<string, unknown>): void;
  setZoomAround(at: unknown, zoom: number): void;
  mouseEventToContainerPoint(event: MouseEvent): unknown;
  getZoom(): number;
  invalidateSize(options?: Record<string, unknown>): void;
  on(type: string, act: (event: unknown) => void): void;
  remove(): void;
}

export interface Layer {
  addTo(place: LeafletMap | LayerGroup): Layer;
  on(types: Record<string, (event: { originalEvent: MouseEvent }) => void>): Layer;
  remove(): void;
}

export interface LayerGroup extends Layer {
  clearLayers(): void;
}
